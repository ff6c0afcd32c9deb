package org.hpcctl.cli;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;

/// The machine we run on, when it is one of the cluster's.
final class ThisHost {
  private ThisHost() {}

  /// The controller that has an address of ours. Names prove nothing: the machine of an operator
  /// may be called as a head is, and would get what is meant for that.
  static Optional<Controller> in(Cluster cluster) {
    Set<String> addresses = addresses();
    return cluster.controllers().stream().filter(host -> addresses.contains(host.ip())).findFirst();
  }

  /// The same cluster, with this machine reached without SSH.
  static Cluster reachedDirectly(Cluster cluster) {
    Optional<Controller> here = in(cluster);
    List<Controller> controllers =
        cluster.controllers().stream()
            .map(host -> here.filter(host::equals).map(ThisHost::local).orElse(host))
            .toList();
    return new Cluster(
        cluster.name(),
        cluster.domain(),
        cluster.timezone(),
        cluster.adminEmail(),
        cluster.ssh(),
        cluster.network(),
        controllers,
        cluster.computeNodes(),
        cluster.web());
  }

  private static Controller local(Controller host) {
    return new Controller(
        host.hostname(),
        host.ip(),
        host.services(),
        host.vipOwner(),
        host.priority(),
        host.user(),
        host.port(),
        host.key(),
        host.hostKey(),
        Connection.LOCAL);
  }

  private static Set<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who works here, for whoever meets a lock of ours.
  ///
  /// @param what is at work: `hpcctl cert`
  static String owner(String what) {
    return "%s, %s, process %d on %s"
        .formatted(System.getProperty("user.name"), what, ProcessHandle.current().pid(), name());
  }

  /// As the kernel has it, without its domain: asking the name service could take seconds.
  static String name() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().split("\\.", 2)[0];
    } catch (IOException _) {
      return "";
    }
  }
}
