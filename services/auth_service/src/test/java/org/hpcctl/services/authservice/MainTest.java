package org.hpcctl.services.authservice;

import org.hpcctl.services.kit.ServiceContract;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }
}
