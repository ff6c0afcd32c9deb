package org.hpcctl.lab;

import module java.base;

/// The lab as hpcctl's own configuration file.
record ClusterYaml(LabSpec spec, LabFolder folder, Subnet subnet) {

  String text() {
    var text = new StringBuilder();
    text.append(
        """
        # The lab `%s`, as hpcctl sees it. Written by `hpcctl lab up`; goes with the lab.
        cluster:
          name: %1$s
          domain: lab
          timezone: Etc/UTC
          admin_email: admin@portal.lab

        ssh:
          user: hpc
          key: %2$s
          known_hosts: %3$s

        network:
          vip:
            address: %4$s
            netmask: 24

        controllers:
        """
            .formatted(spec.name(), folder.key(), folder.knownHosts(), subnet.vip()));
    int priority = 100;
    for (Member head : members(true)) {
      text.append(
          """
            - hostname: %s
              ip: %s
              services: {glusterfs: false, mariadb: false, redis: false, slurm: false, web: true, \
          keepalived: true}
              vip_owner: %s
              priority: %d
          """
              .formatted(head.name(), subnet.address(head), priority == 100, priority));
      priority -= 10;
    }
    if (spec.computes() > 0) {
      text.append("\ncompute_nodes:\n");
    }
    for (Member node : members(false)) {
      text.append(
          "  - {hostname: %s, ip: %s, cpus: 1, memory_mb: 1024}\n"
              .formatted(node.name(), subnet.address(node)));
    }
    text.append(
        """

        web:
          domain: portal.lab
          session_secret: ${SESSION_SECRET}
          jwt_secret: ${JWT_SECRET}
          ssl:
            mode: self_signed
        """);
    return text.toString();
  }

  /// The values that the YAML asks for, for the file that lies beside it.
  static String secrets() {
    return "SESSION_SECRET=%s\nJWT_SECRET=%s\n".formatted(Keys.secret(), Keys.secret());
  }

  private List<Member> members(boolean head) {
    return spec.members().stream().filter(member -> member.head() == head).toList();
  }
}
