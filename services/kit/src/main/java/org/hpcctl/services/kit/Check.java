package org.hpcctl.services.kit;

import module java.base;
import module java.management;

/// One thing a service needs to do its work.
@FunctionalInterface
public interface Check {
  /// What is wrong, in words for the operator; empty when nothing is.
  Optional<String> fault();

  /// The heap is nearly full even after a collection: requests will soon fail.
  static Check memory() {
    return () ->
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .flatMap(pool -> Stream.ofNullable(pool.getCollectionUsage()))
            .filter(usage -> usage.getMax() > 0 && usage.getUsed() > usage.getMax() / 100 * 95)
            .map(
                usage ->
                    "%d of %d bytes of heap are in use after a collection"
                        .formatted(usage.getUsed(), usage.getMax()))
            .findFirst();
  }
}
