package org.hpcctl.services.dashboard;

import org.hpcctl.services.kit.ServiceContract;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }
}
