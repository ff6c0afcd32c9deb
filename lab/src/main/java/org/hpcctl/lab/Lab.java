package org.hpcctl.lab;

import module java.base;

/// A cluster of booted Debian hosts on this machine.
///
///     try (Lab lab = Lab.up(new LabSpec("it", 2, 0, List.of(Suite.BOOKWORM)))) {
///       lab.host("head1").exec("systemctl is-system-running");
///     }
public final class Lab implements AutoCloseable {
  private static final Consumer<Step> SILENT = _ -> {};

  private final LabSpec spec;
  private final LabFolder folder;
  private final Network network;
  private final Optional<Lock> lock;

  Lab(LabSpec spec, Network network, Optional<Lock> lock) {
    this.spec = spec;
    this.folder = new LabFolder(spec.name());
    this.network = network;
    this.lock = lock;
  }

  /// Checks that a lab can stand on this machine, and says what is missing.
  public static void check() {
    Prerequisites.check();
  }

  /// Boots a lab, in the place of one of the same name that nobody holds. Until it is closed or
  /// kept, or this process ends, nobody else can take it down.
  public static Lab up(LabSpec spec) {
    return up(spec, SILENT);
  }

  /// The same, telling what it does.
  public static Lab up(LabSpec spec, Consumer<Step> progress) {
    check();
    Lock lock = lock(spec.name());
    try {
      Remains.clear(spec.name());
      return new Building(spec, progress).lab(lock);
    } catch (RuntimeException e) {
      try (lock) {
        Remains.clear(spec.name());
      } catch (RuntimeException later) {
        e.addSuppressed(later);
      }
      throw e;
    }
  }

  /// The lab of that name, if it is up. Its files alone are no lab: they outlive this machine's
  /// reboot.
  public static Optional<Lab> find(String name) {
    LabSpec.checkName(name);
    return LabState.read(new LabFolder(name))
        .map(state -> new Lab(state.spec(), new Network(name, state.subnet()), Optional.empty()))
        .filter(lab -> lab.network.exists());
  }

  /// Removes all that there is of a lab, whatever state it is in.
  public static void down(String name) {
    LabSpec.checkName(name);
    check();
    try (var _ = lock(name)) {
      Remains.clear(name);
    }
  }

  /// The names of the labs on this machine.
  public static List<String> names() {
    return LabFolder.names();
  }

  public LabSpec spec() {
    return spec;
  }

  /// The lab's configuration file for hpcctl; its folder holds the rest.
  public Path yaml() {
    return folder.yaml();
  }

  /// A configuration for `ssh -F`: hosts by name, with the lab's key and host keys.
  public Path sshConfig() {
    return folder.sshConfig();
  }

  /// Holds the sudo password of the user `hpcpw`. The user `hpc` needs none.
  public Path password() {
    return folder.password();
  }

  public String vip() {
    return network.subnet().vip();
  }

  /// The hosts, heads first.
  public List<LabHost> hosts() {
    return spec.members().stream().map(member -> new LabHost(folder, network, member)).toList();
  }

  public LabHost host(String name) {
    return hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Unable(
                    "the lab `%s` has no host `%s`".formatted(spec.name(), name),
                    "its hosts are "
                        + hosts().stream().map(LabHost::name).collect(Collectors.joining(", "))));
  }

  /// Makes everything that a host sends or receives late by so many milliseconds, so that a round
  /// trip from this machine takes twice as long and one between hosts four times. Plugs all cables
  /// in. Holds until it is set to 0, also for hosts that are started later.
  public void delay(int milliseconds) {
    Delay.remember(folder, milliseconds);
    for (Member member : spec.members()) {
      if (network.cable(member) != Network.Cable.NONE) {
        new Delay(folder, network, member).apply();
      }
    }
  }

  /// Lets go of the lab, so that it outlives this process and anybody may take it down.
  ///
  /// @return the lab, held by nobody
  public Lab keep() {
    lock.ifPresent(Lock::close);
    return new Lab(spec, network, Optional.empty());
  }

  /// Takes the lab down.
  @Override
  public void close() {
    if (lock.isPresent()) {
      try (var _ = lock.get()) {
        Remains.clear(spec.name());
      }
    } else {
      down(spec.name());
    }
  }

  private static Lock lock(String name) {
    return Lock.tryTake("lab-" + name)
        .orElseThrow(
            () ->
                new Unable(
                    "the lab `%s` is held by another process".formatted(name),
                    "wait for it, or give your lab another name"));
  }
}
