package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import module java.base;

import org.hpcctl.host.KnownHosts.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  private static final HostKey KEY = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIA==");
  private static final HostKey OTHER = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIB==");
  private static final HostKey RSA = new HostKey("ssh-rsa", "AAAAB3NzaC1yc2EAAA==");
  @TempDir Path folder;

  @Test
  void patterns_and_negations_are_understood() throws Exception {
    KnownHosts known = file("*.example.com,!bad.example.com,10.0.?.1 " + text(KEY));
    assertInstanceOf(Verdict.Trusted.class, known.judge(List.of("head1.example.com"), KEY));
    assertInstanceOf(Verdict.Trusted.class, known.judge(List.of("10.0.7.1"), KEY));
    assertInstanceOf(Verdict.Unknown.class, known.judge(List.of("bad.example.com"), KEY));
    assertInstanceOf(Verdict.Unknown.class, known.judge(List.of("10x0.7.1"), KEY));
  }

  @Test
  void a_port_other_than_22_is_another_host() throws Exception {
    KnownHosts known = file("head1 " + text(KEY));
    assertInstanceOf(Verdict.Unknown.class, known.judge(List.of("[head1]:2222"), KEY));
  }

  @Test
  void one_matching_key_is_enough_and_a_revocation_beats_it() throws Exception {
    KnownHosts known = file("head1 " + text(OTHER), "head1 " + text(KEY), "head1 " + text(RSA));
    assertInstanceOf(Verdict.Trusted.class, known.judge(List.of("head1"), KEY));
    assertEquals(List.of("ssh-ed25519", "ssh-rsa"), known.typesOf(List.of("head1")));
    KnownHosts revoked = file("head1 " + text(KEY), "@revoked * " + text(KEY));
    assertInstanceOf(Verdict.Revoked.class, revoked.judge(List.of("head1"), KEY));
  }

  @Test
  void a_changed_key_names_the_line_of_its_kind() throws Exception {
    KnownHosts known = file("# ours", "head1 " + text(RSA), "head1 " + text(OTHER));
    Verdict.Changed changed =
        assertInstanceOf(Verdict.Changed.class, known.judge(List.of("head1"), KEY));
    assertEquals(3, changed.line().place().line());
  }

  @Test
  void damaged_lines_are_passed_over() throws Exception {
    KnownHosts known =
        file("", "head1", "|1|not-base64|!! " + text(KEY), "@what head1 " + text(KEY), "head1 x");
    assertInstanceOf(Verdict.Unknown.class, known.judge(List.of("head1"), KEY));
  }

  @Test
  void a_hidden_name_is_found_again() throws Exception {
    String hidden = KnownHost.line("head1", KEY, true);
    assertInstanceOf(Verdict.Trusted.class, file(hidden).judge(List.of("head1"), KEY));
    assertInstanceOf(Verdict.Unknown.class, file(hidden).judge(List.of("head2"), KEY));
  }

  private KnownHosts file(String... lines) throws IOException {
    return KnownHosts.read(List.of(Files.write(folder.resolve("known_hosts"), List.of(lines))));
  }

  private static String text(HostKey key) {
    return key.type() + " " + key.base64();
  }
}
