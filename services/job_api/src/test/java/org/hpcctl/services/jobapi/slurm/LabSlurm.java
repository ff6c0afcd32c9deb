package org.hpcctl.services.jobapi.slurm;

import module java.base;

import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;
import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.testkit.OneNodeSlurm;

/// A one-node Slurm of Debian's packages on a host of the lab, without accounting, with the helper
/// as it is installed.
public final class LabSlurm {
  private static final String SOCKET = "/var/lib/hpcctl-act.sock";
  private static final Path REVIEWED =
      Path.of(System.getProperty("repository"), "templates/src/test/resources/golden/web/act");
  private static final String ACCOUNTS =
      """
      for user in alice bob; do useradd --create-home --shell /bin/bash $user; done
      groupadd --system hpcctl-act
      """;

  private final LabHost host;

  private LabSlurm(LabHost host) {
    this.host = host;
  }

  public static LabSlurm install(LabHost host) throws IOException {
    Path programs = Files.createDirectories(host.root().resolve("usr/local/lib/hpcctl"));
    Path units = host.root().resolve("etc/systemd/system");
    for (String program : List.of("hpcctl-act", "hpcctl-act-verbs")) {
      Path copy = Files.copy(REVIEWED.resolve(program), programs.resolve(program));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.copy(REVIEWED.resolve("hpcctl-act.service"), units.resolve("hpcctl-act.service"));
    // What the host has below /run cannot be seen from here.
    Files.writeString(
        units.resolve("hpcctl-act.socket"),
        Files.readString(REVIEWED.resolve("hpcctl-act.socket"))
            .replace("/run/hpcctl/act.sock", SOCKET));
    String install = new OneNodeSlurm(host.name(), host.address()).install();
    Answer answer =
        host.exec("set -eu\n" + ACCOUNTS + install + "systemctl enable --now hpcctl-act.socket");
    if (!answer.succeeded()) {
      throw new IOException(answer.output());
    }
    return new LabSlurm(host);
  }

  public ActAsUser act() {
    return ActAsUser.through(host.root().resolve(SOCKET.substring(1)), 48);
  }

  public Scheduler scheduler() {
    return new Slurm(this::ask, act());
  }

  private synchronized Questions.Answer ask(List<String> words) {
    String line =
        words.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Answer answer =
        host.exec("export LC_ALL=C.UTF-8 TZ=UTC0; " + line + " 2>/var/tmp/complaint </dev/null");
    String complaint = answer.succeeded() ? "" : host.exec("cat /var/tmp/complaint").output();
    return new Questions.Answer(answer.code(), answer.output(), complaint);
  }
}
