package org.hpcctl.spec;

import module java.base;

/// An IPv4 network: `192.168.1.0/24`.
record Subnet(Ipv4 network, int prefixLength) {
  /// The network that `address` is in.
  static Subnet around(Ipv4 address, int prefixLength) {
    return new Subnet(new Ipv4(address.bits() & mask(prefixLength)), prefixLength);
  }

  /// Empty when the text is no network, or when its address has bits behind the prefix.
  static Optional<Subnet> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<Integer> prefix = prefix(text.substring(slash + 1));
    return Ipv4.parse(text.substring(0, slash))
        .flatMap(address -> prefix.map(length -> new Subnet(address, length)))
        .filter(subnet -> around(subnet.network(), subnet.prefixLength()).equals(subnet));
  }

  /// A prefix length from `24` or `255.255.255.0`.
  static Optional<Integer> prefix(String text) {
    if (text.matches("[0-9]|[12][0-9]|3[0-2]")) {
      return Optional.of(Integer.parseInt(text));
    }
    return Ipv4.parse(text)
        .map(Ipv4::bits)
        .filter(bits -> bits == mask(Integer.bitCount(bits)))
        .map(Integer::bitCount);
  }

  private static int mask(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  boolean contains(Ipv4 address) {
    return (address.bits() & mask(prefixLength)) == network.bits();
  }

  /// The word for what no host can have as its address: `network` or `broadcast`.
  Optional<String> reserved(Ipv4 address) {
    if (address.bits() == network.bits()) {
      return Optional.of("network");
    }
    return address.bits() == broadcast().bits() ? Optional.of("broadcast") : Optional.empty();
  }

  Ipv4 broadcast() {
    return new Ipv4(network.bits() | ~mask(prefixLength));
  }

  @Override
  public String toString() {
    return network + "/" + prefixLength;
  }
}
