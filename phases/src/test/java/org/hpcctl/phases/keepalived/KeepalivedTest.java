package org.hpcctl.phases.keepalived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.phases.HostFiles;
import org.hpcctl.plan.Inputs;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeepalivedTest {
  @TempDir Path folder;

  @Test
  void keepalived_itself_accepts_the_configuration() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/keepalived"))
            && said("unshare", "--mount", "--net", "echo", "possible").equals("possible\n"),
        "skipped: needs keepalived and root");
    for (int heads = 1; heads <= 3; heads++) {
      assertEquals("rc 0\n", tested(heads));
    }
  }

  // The scripts and their account as on a host, on an interface of this test alone.
  private String tested(int heads) throws Exception {
    Inputs inputs =
        Example.inputs(
            Example.cluster(
                IntStream.rangeClosed(1, heads).mapToObj(Example::head).toList(), Ssl.Mode.NONE));
    HostFiles.of(inputs, "server1", Map.of("nginx.version", "1.22.1", "vip.interface", "portal0"))
        .forEach(
            (path, text) -> {
              if (path.startsWith("/etc/keepalived/")) {
                write(path.substring("/etc/keepalived/".length()), text);
              }
            });
    write("check", Keepalived.CHECK);
    write(
        "passwd",
        Files.readString(Path.of("/etc/passwd"))
            + "keepalived_script:x:9999:65534::/:/bin/false\n");
    return said(
        "unshare",
        "--mount",
        "--net",
        "sh",
        "-c",
        """
        set -e
        chmod 755 "$1" "$1"/*.sh
        mount --bind "$1/passwd" /etc/passwd
        mount --bind "$1" /etc/keepalived
        ip link add portal0 type bridge
        ip addr add 192.168.1.101/24 dev portal0
        ip link set portal0 up
        rc=0
        sh "$1/check" || rc=$?
        echo "rc $rc"
        """,
        "sh",
        folder.toString());
  }

  @Test
  void what_keepalived_overlooks_is_refused_before_anything_is_rendered() {
    Controller first = Example.head(1);
    List<Controller> hosts =
        List.of(
            first,
            with(Example.head(2), first.ip(), 80),
            with(Example.head(3), "10.9.9.9", first.priority()),
            with(Example.head(4), "192.168.1.100", 60));
    Inputs inputs = Example.inputs(Example.cluster(hosts, Ssl.Mode.NONE));
    Refused refused = assertThrows(Refused.class, () -> new Keepalived().stages(inputs));
    assertEquals(
        List.of(
            "server2 has the address 192.168.1.101 of another controller",
            "server3 has the priority 100 of another controller",
            "server3 has the address 10.9.9.9, outside the network 192.168.1.0/24 of the virtual"
                + " IP",
            "the virtual IP 192.168.1.100 is the address of server4"),
        refused.problems().stream().map(Problem::what).toList());
  }

  @Test
  void the_text_keeps_the_rules_that_were_measured() {
    String text =
        Objects.requireNonNull(
            HostFiles.of(
                    Example.three(),
                    "server2",
                    Map.of("nginx.version", "1.22.1", "vip.interface", "eth0"))
                .get("/etc/keepalived/keepalived.conf"));
    assertTrue(text.contains("vrrp_version 3"));
    assertTrue(text.contains("state BACKUP") && text.contains("nopreempt"));
    assertTrue(!text.contains("vrrp_strict") && !text.contains("authentication"));
    assertTrue(!text.contains("        192.168.1.102\n"), "its own address is no peer");
    assertEquals(
        List.of(),
        text.lines().map(String::strip).filter(line -> line.matches("weight -?[1-9].*")).toList());
  }

  private static Controller with(Controller host, String ip, int priority) {
    return new Controller(
        host.hostname(),
        ip,
        Set.of(Service.KEEPALIVED),
        false,
        priority,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Connection.SSH);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
