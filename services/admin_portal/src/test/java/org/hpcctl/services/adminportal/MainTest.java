package org.hpcctl.services.adminportal;

import org.hpcctl.services.kit.ServiceContract;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }
}
