package org.hpcctl.cli;

import module java.base;

/// The first YAML of a cluster: short, commented, valid.
///
/// @param heads addresses by host name, in order; the first holds the virtual IP
/// @param vip empty: no virtual IP, and no keepalived
record StarterYaml(
    String name,
    SequencedMap<String, String> heads,
    Optional<String> vip,
    Optional<String> domain,
    String user) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The cluster %1$s, for hpcctl. All keys and their defaults: hpcctl config show
        # Next: hpcctl secrets init, hpcctl config validate, hpcctl setup --dry-run
        cluster:
          name: %1$s
          # domain: hpc.example.com       # DNS domain of the hosts
          # timezone: Europe/Berlin       # default: UTC
          # admin_email: admin@example.com

        ssh:
          user: %2$s%3$s

        """
            .formatted(name, user, user.equals("root") ? "" : "    # becomes root by sudo"));
    vip.ifPresent(
        address ->
            text.append(
                """
                network:
                  vip:
                    address: %s    # free, in the network of the controllers
                    netmask: 24

                """
                    .formatted(address)));
    text.append("controllers:\n");
    int priority = 100;
    for (Map.Entry<String, String> head : heads.entrySet()) {
      text.append(head(head.getKey(), head.getValue(), priority));
      priority = Math.max(1, priority - Math.max(1, 100 / heads.size() / 2));
    }
    text.append(
        """

        web:
          domain: %s    # what people type into their browser
          session_secret: ${SESSION_SECRET}    # made by hpcctl secrets init
          jwt_secret: ${JWT_SECRET}
          ssl:
            mode: self_signed    # or letsencrypt, provided (your own files) or none
        """
            .formatted(domain.or(() -> vip).orElse(heads.firstEntry().getValue())));
    return text.toString();
  }

  private String head(String hostname, String address, int priority) {
    StringBuilder text = new StringBuilder();
    text.append("  - hostname: ").append(hostname).append('\n');
    text.append("    ip: ").append(address).append('\n');
    text.append("    services: {web: true")
        .append(vip.isPresent() ? ", keepalived: true}\n" : "}\n");
    if (vip.isPresent()) {
      boolean owner = hostname.equals(heads.firstEntry().getKey());
      text.append(owner ? "    vip_owner: true\n" : "");
      text.append("    priority: ").append(priority).append('\n');
    }
    return text.toString();
  }
}
