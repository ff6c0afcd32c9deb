package org.hpcctl.services.kit.bus;

import org.junit.jupiter.api.AfterEach;

final class MemoryBusTest implements BusContract {
  private final Bus bus = Bus.inMemory();

  @AfterEach
  void close() {
    bus.close();
  }

  @Override
  public Bus bus() {
    return bus;
  }

  @Override
  public Bus other() {
    return bus;
  }
}
