package org.hpcctl.testkit;

import module java.base;

/// A Slurm of Debian's packages whose controller and only compute node is one host, without
/// accounting: the shell that makes it, for a fixture to run as root where it wants it.
///
/// @param host the name of that host
/// @param address by which others reach it
public record OneNodeSlurm(String host, String address) {
  private static final String INSTALL =
      """
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq update >/dev/null
      apt-get -qq -y --no-install-recommends install %s >/dev/null
      """;

  private static final String CONFIGURATION =
      """
      mkdir -p /etc/slurm
      cat >/etc/slurm/slurm.conf <<END
      ClusterName=lab
      SlurmctldHost=@host@(@address@)
      SlurmUser=slurm
      AuthType=auth/munge
      StateSaveLocation=/var/lib/slurm/slurmctld
      SlurmdSpoolDir=/var/lib/slurm/slurmd
      SlurmctldPidFile=/run/slurmctld.pid
      SlurmdPidFile=/run/slurmd.pid
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      SelectType=select/cons_tres
      SelectTypeParameters=CR_Core
      ReturnToService=2
      MpiDefault=none
      NodeName=@host@ NodeAddr=@address@ CPUs=2 RealMemory=800 State=UNKNOWN
      PartitionName=debug Nodes=@host@ Default=YES MaxTime=01:00:00 State=UP
      END
      """;

  private static final String START =
      """
      install -d -o slurm -g slurm /var/lib/slurm/slurmctld /var/lib/slurm/slurmd /var/log/slurm
      systemctl daemon-reload
      systemctl restart munge
      systemctl restart slurmctld slurmd
      """;

  private static final String JOIN =
      """
      printf '%s' '@key@' | base64 -d | install -o munge -g munge -m 400 /dev/stdin /etc/munge/munge.key
      systemctl restart munge
      """;

  /// For the host itself.
  public String install() {
    return INSTALL.formatted("munge slurmctld slurmd slurm-client") + configuration() + START;
  }

  /// For another host, whose users then submit jobs.
  ///
  /// @param mungeKey `/etc/munge/munge.key` of the host itself, in Base64
  public String join(String mungeKey) {
    return INSTALL.formatted("munge slurm-client")
        + configuration()
        + JOIN.replace("@key@", mungeKey);
  }

  private String configuration() {
    return CONFIGURATION.replace("@host@", host).replace("@address@", address);
  }
}
