package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;

final class NamesTest {

  @Test
  void addresses_are_written_as_the_rfc_wants_them() {
    Map<String, String> expected =
        Map.of(
            "192.0.2.7", "192.0.2.7",
            "2001:DB8:0:0:0:0:0:7", "2001:db8::7",
            "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1",
            "2001:0:0:1:0:0:0:1", "2001:0:0:1::1",
            "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1",
            "0:0:0:0:0:0:0:1", "::1",
            "fe80:0:0:0:0:0:0:0", "fe80::",
            "0:0:0:0:0:0:0:0", "::");
    expected.forEach(
        (given, wanted) -> assertEquals(wanted, Names.text(InetAddress.ofLiteral(given)), given));
  }
}
