package org.hpcctl.phases.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.resource.Guarded;
import org.hpcctl.spec.Cluster;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real nftables, in a network and an /etc of its own.
@Tag("slow")
final class FirewallTest {
  private static final String OPERATOR =
      """
      #!/usr/sbin/nft -f
      flush ruleset
      table inet filter {
        chain output { type filter hook output priority 0; policy drop; }
        chain input { type filter hook input priority 0; policy drop; iif "lo" accept; }
      }
      table ip last {
        chain through { type filter hook forward priority 0; }
      }
      """;
  private static final String FAIL2BAN =
      """
      table inet f2b-table {
        chain f2b-chain { type filter hook input priority -1; tcp dport 22 ip saddr 10.0.0.9 reject; }
      }
      """;

  @TempDir Path folder;

  @Test
  void the_firewall_of_the_operator_is_opened_and_loads_again_at_boot() throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve("etc")).resolve("nftables.conf"), OPERATOR);
    String said =
        sh(
            """
            nft -f /etc/nftables.conf
            nft -f $folder/fail2ban
            probe
            apply
            probe
            apply
            cut -d ' ' -f 1-5 /etc/nftables.hpcctl | sort | uniq -c
            nft list ruleset | grep -c hpcctl-
            grep -c include /etc/nftables.conf
            nft flush ruleset
            nft -f /etc/nftables.conf && probe
            """);
    assertEquals(
        """
        nftables blocks the portal
        open
              6 insert rule inet filter input
        6
        1
        open
        """,
        said);
  }

  @Test
  void rules_that_would_not_load_at_boot_are_made_anew() throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve("etc")).resolve("nftables.conf"), OPERATOR);
    String said =
        sh(
            """
            nft -f /etc/nftables.conf
            nft -f $folder/fail2ban
            apply
            echo 'insert rule inet f2b-table f2b-chain tcp dport 80 accept' >>/etc/nftables.hpcctl
            probe
            apply
            nft flush ruleset
            nft -f /etc/nftables.conf && probe
            """);
    assertEquals("nftables blocks the portal\nopen\n", said);
  }

  @Test
  void what_another_file_blocks_that_the_operators_reads_is_seen() throws Exception {
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Files.writeString(etc.resolve("nftables.conf"), "include \"/etc/blocks.nft\"\n");
    Files.writeString(etc.resolve("blocks.nft"), OPERATOR);
    assertEquals(
        "nftables blocks the portal\nopen\n",
        sh("nft -f /etc/nftables.conf\nprobe\napply\nprobe\n"));
  }

  @Test
  void a_file_that_does_not_load_is_not_touched() throws Exception {
    String broken = OPERATOR + "add rule inet nothing input accept\n";
    Path file = Files.createDirectory(folder.resolve("etc")).resolve("nftables.conf");
    Files.writeString(file, broken);
    String said = sh("probe 2>/dev/null\napply 2>/dev/null || echo refused\n");
    assertEquals("nftables.conf does not load\nrefused\n", said);
    assertEquals(broken, Files.readString(file));
  }

  private String sh(String questions) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/nft"))
            && run("unshare", "--mount", "--net", "nft", "list", "ruleset").isEmpty(),
        "skipped: needs nftables and root");
    Cluster cluster = Example.three().cluster();
    Guarded rules = (Guarded) Firewall.rules(cluster, cluster.controllers().getFirst()).getFirst();
    // Here no unit runs, and no ufw.
    String start = "systemctl() { :; }\nufw() { :; }\n";
    Files.writeString(folder.resolve("probe"), start + rules.probe());
    Files.writeString(folder.resolve("apply"), start + rules.apply());
    Files.writeString(folder.resolve("fail2ban"), FAIL2BAN);
    Files.writeString(
        folder.resolve("questions"),
        """
        folder=$1
        mkdir $folder/etc/alternatives
        cp -P /etc/alternatives/awk $folder/etc/alternatives/
        trap 'rm -r $folder/etc/alternatives' EXIT
        mount --bind $folder/etc /etc
        probe() { sh $folder/probe; }
        apply() { sh $folder/apply; }
        """
            + questions);
    return run(
        "timeout",
        "30",
        "unshare",
        "--mount",
        "--net",
        "sh",
        folder.resolve("questions").toString(),
        folder.toString());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
