package org.hpcctl.services.monitoringdashboard;

import org.hpcctl.services.kit.ServiceContract;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }
}
