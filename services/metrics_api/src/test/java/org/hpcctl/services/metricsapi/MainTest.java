package org.hpcctl.services.metricsapi;

import org.hpcctl.services.kit.ServiceContract;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }
}
