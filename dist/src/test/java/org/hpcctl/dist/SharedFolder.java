package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;

/// A file system that all hosts of a lab share: GlusterFS from Debian, with its one brick on
/// `server`, at the same path everywhere. Files belong to whoever made them, on whatever host.
record SharedFolder(LabHost server) {
  /// Where every host has it.
  static final String PATH = "/shared";

  private static final String SERVE =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -y --no-install-recommends install glusterfs-server >/dev/null
      systemctl enable --quiet --now glusterd
      mkdir -p /srv/brick
      gluster --mode=script volume create shared @server@:/srv/brick force
      gluster --mode=script volume start shared
      """;

  private static final String MOUNT =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -y --no-install-recommends install glusterfs-client >/dev/null
      mkdir -p @path@
      echo '@server@:/shared @path@ glusterfs defaults,_netdev 0 0' >>/etc/fstab
      systemctl daemon-reload
      mount @path@
      """;

  void serve() {
    run(server, SERVE);
    mountOn(server);
  }

  void mountOn(LabHost host) {
    run(host, MOUNT);
  }

  private void run(LabHost host, String script) {
    Answer answer = host.exec(script.replace("@server@", server.address()).replace("@path@", PATH));
    assertEquals(0, answer.code(), answer::toString);
  }
}
