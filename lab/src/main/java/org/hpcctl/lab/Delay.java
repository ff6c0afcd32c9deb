package org.hpcctl.lab;

import module java.base;

/// The delay on a host's cable, made by a relay of ours as not every kernel has netem.
record Delay(LabFolder folder, Network network, Member member) {
  private static final int LONGEST = 10_000;

  static void remember(LabFolder folder, int milliseconds) {
    if (milliseconds < 0 || milliseconds > LONGEST) {
      throw new Unable(
          "a delay of %d ms is none".formatted(milliseconds),
          "give 0 to %d milliseconds".formatted(LONGEST));
    }
    try {
      Files.writeString(folder.delay(), Integer.toString(milliseconds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the host's cable as slow as the lab's cables shall be.
  void apply() {
    int milliseconds = remembered();
    Cgroup group = Cgroup.of(folder.name(), member).part("relay");
    boolean delayed = group.exists();
    if (milliseconds == 0 && !delayed) {
      return;
    }
    group.remove();
    if (milliseconds == 0) {
      offload("on");
      Machine.run("ip", "link", "set", cable(), "arp", "on");
    } else {
      relay(group, milliseconds);
    }
    network.heal(member);
  }

  private void relay(Cgroup group, int milliseconds) {
    // The relay hands frames on as they are, so their checksums must be there.
    offload("off");
    // Off the bridge this machine itself would answer at the cable, without any delay.
    Machine.run("ip", "link", "set", cable(), "nomaster", "arp", "off", "addrgenmode", "none");
    group.create();
    group.join(
        Machine.release(
            folder.host(member).resolve("relay.log"),
            List.of(
                "python3",
                folder.relayScript().toString(),
                cable(),
                network.subnet().relay(member),
                Integer.toString(milliseconds * 1000))));
    Wait.until("the relay of " + member.name() + " runs", () -> network.relayed(member));
  }

  private void offload(String state) {
    Machine.run(
        "nsenter",
        "--net=/run/netns/" + network.namespace(member),
        "ethtool",
        "-K",
        "eth0",
        "tx",
        state);
  }

  private int remembered() {
    try {
      return Integer.parseInt(Files.readString(folder.delay()));
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String cable() {
    return network.subnet().cable(member);
  }
}
