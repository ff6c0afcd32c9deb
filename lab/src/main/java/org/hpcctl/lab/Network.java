package org.hpcctl.lab;

import module java.base;

/// The bridge of a lab and the cables between it and the hosts.
///
/// Every interface carries the lab's name as its alias, so that what a killed run left behind is
/// found without any file.
record Network(String lab, Subnet subnet) {
  private static final String LOCK = ".network";
  private static final Path INTERFACES = Path.of("/sys/class/net");
  private static final Path NAMESPACES = Path.of("/run/netns");

  /// How a host hangs on the bridge.
  enum Cable {
    PLUGGED,
    /// Pulled: the host sees that its link is down.
    CUT,
    /// Cut somewhere in between: the host's link stays up.
    CUT_SILENTLY,
    /// There is no cable, as the host is off.
    NONE
  }

  /// Makes a bridge with the first number that is free.
  static Network create(String lab) {
    try (var _ = Lock.take(LOCK)) {
      removeUnnamed();
      int number =
          Subnet.candidates(lab)
              .filter(candidate -> !Files.exists(INTERFACES.resolve("hpclab" + candidate)))
              .findFirst()
              .orElseThrow(() -> new Unable("there is no network left for another lab", ""));
      var network = new Network(lab, new Subnet(number));
      String bridge = network.subnet.bridge();
      // Left alone, a bridge takes another address whenever its ports change, and hosts lose it.
      Machine.run("ip", "link", "add", bridge, "address", network.subnet.mac(1), "type", "bridge");
      Machine.run("ip", "link", "set", bridge, "alias", alias(lab), "up");
      Machine.run("ip", "address", "add", network.subnet.gateway() + "/24", "dev", bridge);
      return network;
    }
  }

  boolean exists() {
    return Files.exists(INTERFACES.resolve(subnet.bridge()));
  }

  String namespace(Member member) {
    return prefix(lab) + member.name();
  }

  /// Gives a host a network namespace and a cable.
  void plug(Member member) {
    String cable = subnet.cable(member);
    String namespace = namespace(member);
    Machine.run("ip", "netns", "add", namespace);
    Machine.run(
        List.of(
            "ip",
            "link",
            "add",
            cable,
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "address",
            subnet.mac(member.octet()),
            "netns",
            namespace));
    Machine.run("ip", "link", "set", cable, "alias", alias(lab));
    Machine.run("ip", "link", "set", cable, "master", subnet.bridge(), "up");
  }

  /// Takes the cable away, first, so that nothing the dying host sends is heard by the others.
  void unplug(Member member) {
    if (cable(member) != Cable.NONE) {
      Machine.run("ip", "link", "delete", subnet.cable(member));
    }
  }

  /// Removes the namespace: without that a dead host's kernel still answers for its addresses.
  void removeNamespace(Member member) {
    if (Files.exists(NAMESPACES.resolve(namespace(member)))) {
      Machine.run("ip", "netns", "delete", namespace(member));
    }
  }

  void cut(Member member, boolean silently) {
    if (silently) {
      Machine.run("ip", "link", "set", port(member), "nomaster");
    } else {
      Machine.run("ip", "link", "set", subnet.cable(member), "down");
    }
  }

  void heal(Member member) {
    Machine.run("ip", "link", "set", port(member), "master", subnet.bridge(), "up");
    Machine.run("ip", "link", "set", subnet.cable(member), "up");
  }

  /// What of the host's way lies on the bridge: the cable, or the relay that delays it.
  private String port(Member member) {
    return relayed(member) ? subnet.relay(member) : subnet.cable(member);
  }

  boolean relayed(Member member) {
    return Files.exists(INTERFACES.resolve(subnet.relay(member)));
  }

  Cable cable(Member member) {
    Path cable = INTERFACES.resolve(subnet.cable(member));
    if (!Files.exists(cable)) {
      return Cable.NONE;
    }
    try {
      // The lowest bit is IFF_UP, what the administrator wants.
      if ((Integer.decode(Files.readString(cable.resolve("flags")).strip()) & 1) == 0) {
        return Cable.CUT;
      }
      boolean onBridge = Files.exists(INTERFACES.resolve(port(member)).resolve("master"));
      return onBridge ? Cable.PLUGGED : Cable.CUT_SILENTLY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes every interface and namespace that belongs to a lab of that name.
  static void remove(String lab) {
    try (var _ = Lock.take(LOCK)) {
      removeUnnamed();
    }
    removeInterfaces(face -> aliasOf(face).equals(alias(lab)));
    for (Path namespace : list(NAMESPACES)) {
      String name = namespace.getFileName().toString();
      if (name.startsWith(prefix(lab))) {
        Machine.run("ip", "netns", "delete", name);
      }
    }
  }

  /// A bridge without an alias, while nobody else is making one, is that of a run that was killed.
  private static void removeUnnamed() {
    removeInterfaces(
        face -> face.getFileName().toString().matches("hpclab\\d+") && aliasOf(face).isEmpty());
  }

  private static void removeInterfaces(Predicate<Path> chosen) {
    list(INTERFACES).stream()
        .filter(chosen)
        // A cable goes with its other end, so it may be gone by now.
        .forEach(face -> Machine.ask("ip", "link", "delete", face.getFileName().toString()));
  }

  static String prefix(String lab) {
    return "hpclab-" + lab + "-";
  }

  static String alias(String lab) {
    return "hpcctl lab " + lab;
  }

  static String aliasOf(Path face) {
    try {
      return Files.readString(face.resolve("ifalias")).strip();
    } catch (IOException _) {
      return "";
    }
  }

  static List<Path> list(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
