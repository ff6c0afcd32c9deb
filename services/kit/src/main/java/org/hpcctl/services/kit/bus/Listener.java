package org.hpcctl.services.kit.bus;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A subscriber's own end: knows what it has been told, and survives what it does with it.
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int REMEMBERED = 4096;

  private final Consumer<Delivery> told;
  private final LinkedHashSet<String> seen = new LinkedHashSet<>();

  Listener(Consumer<Delivery> told) {
    this.told = told;
  }

  void tell(Delivery delivery) {
    if (!seen.add(delivery.event().id())) {
      return;
    }
    if (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
    try {
      told.accept(delivery);
    } catch (RuntimeException e) {
      LOG.error("an event of type {} was not handled", delivery.event().type(), e);
    }
  }
}
