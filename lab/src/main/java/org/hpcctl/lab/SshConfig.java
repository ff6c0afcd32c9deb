package org.hpcctl.lab;

import module java.base;

/// The lab as OpenSSH's client configuration.
record SshConfig(LabSpec spec, LabFolder folder, Subnet subnet) {
  String text() {
    var text = new StringBuilder();
    for (Member member : spec.members()) {
      text.append("Host %s\n  HostName %s\n".formatted(member.name(), subnet.address(member)));
    }
    text.append(
        """
        Host *
          User hpc
          IdentityFile %s
          IdentitiesOnly yes
          UserKnownHostsFile %s
          GlobalKnownHostsFile /dev/null
          HostKeyAlgorithms ssh-ed25519
          StrictHostKeyChecking yes
          BatchMode yes
          ConnectTimeout 5
          LogLevel ERROR
        """
            .formatted(folder.key(), folder.knownHosts()));
    return text.toString();
  }
}
