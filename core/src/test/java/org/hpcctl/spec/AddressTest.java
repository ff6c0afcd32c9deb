package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

final class AddressTest {
  @Test
  void an_address_has_four_numbers_without_leading_zeros() {
    assertTrue(Ipv4.parse("192.168.1.101").isPresent());
    for (String text :
        List.of("192.168.1.256", "192.168.01.1", "1.2.3", "1.2.3.4.5", "", "a.b.c.d")) {
      assertEquals(Optional.empty(), Ipv4.parse(text), text);
    }
  }

  @Test
  void a_network_knows_its_hosts_and_its_ends() {
    Subnet subnet = Subnet.parse("10.1.2.0/23").orElseThrow();
    assertTrue(subnet.contains(Ipv4.parse("10.1.3.254").orElseThrow()));
    assertFalse(subnet.contains(Ipv4.parse("10.1.4.1").orElseThrow()));
    assertEquals("10.1.3.255", subnet.broadcast().toString());
    assertEquals(Optional.empty(), Subnet.parse("10.1.3.0/23"));
  }

  @Test
  void a_mask_must_not_have_holes() {
    assertEquals(Optional.of(23), Subnet.prefix("255.255.254.0"));
    assertEquals(Optional.empty(), Subnet.prefix("255.0.255.0"));
    assertEquals(Optional.empty(), Subnet.prefix("33"));
  }

  @Test
  void a_size_is_written_in_its_shortest_exact_form() {
    assertEquals(Optional.of(new DataSize(512L << 20)), DataSize.parse("512M"));
    assertEquals(Optional.of(new DataSize(10L << 30)), DataSize.parse("10GiB"));
    assertEquals("1536M", new DataSize(1536L << 20).toString());
    assertEquals("1000", new DataSize(1000).toString());
    assertEquals(Optional.empty(), DataSize.parse("1.5G"));
    assertEquals(Optional.empty(), DataSize.parse("999999999999999T"));
  }
}
