package org.hpcctl.phases.keepalived;

import module java.base;

import org.hpcctl.spec.Vip;

/// An IPv4 network.
record Subnet(int first, int prefixLength) {
  static Subnet of(Vip vip) {
    return new Subnet(number(vip.address()) & mask(vip.prefixLength()), vip.prefixLength());
  }

  boolean contains(String address) {
    return (number(address) & mask(prefixLength)) == first;
  }

  private static int mask(int prefixLength) {
    return -1 << (32 - prefixLength);
  }

  private static int number(String address) {
    return ByteBuffer.wrap(Inet4Address.ofLiteral(address).getAddress()).getInt();
  }

  /// As `10.0.0.0/24`.
  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(first >>> 24, first >>> 16 & 255, first >>> 8 & 255, first & 255, prefixLength);
  }
}
