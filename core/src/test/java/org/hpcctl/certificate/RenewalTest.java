package org.hpcctl.certificate;

import static org.hpcctl.certificate.Certificates.NOW;
import static org.hpcctl.certificate.Certificates.due;
import static org.hpcctl.certificate.Certificates.held;
import static org.hpcctl.certificate.Certificates.served;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenewalTest {
  @ParameterizedTest
  @CsvSource({
    // life, age, due: two thirds of a usual life, half of a short one
    "PT2160H, PT1439H, false",
    "PT2160H, PT1440H, true",
    "PT144H, PT71H, false",
    "PT144H, PT72H, true",
    "PT240H, PT159H, false",
    "PT240H, PT160H, true"
  })
  void the_time_comes_with_the_share_of_life_that_is_left(
      Duration life, Duration age, boolean expected) {
    assertEquals(expected, due(served(held(life, age))) instanceof Renewal.Issue);
  }

  @Test
  void a_proposal_of_the_ca_comes_before_our_own_arithmetic() {
    Lineage.Held young = held(Duration.ofDays(90), Duration.ofDays(2));
    assertInstanceOf(
        Renewal.Issue.class,
        due(served(young.proposed(Optional.of(NOW.minusSeconds(1)), Optional.empty()))));
    Instant later = NOW.plus(Duration.ofDays(3));
    assertEquals(
        new Renewal.Nothing(later, "the CA proposes it"),
        due(served(young.proposed(Optional.of(later), Optional.empty()))));
  }

  @Test
  void a_proposal_after_its_end_is_no_reason_to_let_it_expire() {
    Lineage.Held old = held(Duration.ofDays(90), Duration.ofDays(61));
    assertInstanceOf(
        Renewal.Issue.class,
        due(served(old.proposed(Optional.of(old.notAfter()), Optional.empty()))));
  }

  @Test
  void a_ca_that_proposes_what_is_past_does_not_have_us_order_without_end() {
    Lineage.Held fresh = held(Duration.ofDays(90), Duration.ofHours(12));
    assertInstanceOf(
        Renewal.Nothing.class,
        due(served(fresh.proposed(Optional.of(NOW.minusSeconds(60)), Optional.empty()))));
  }

  @Test
  void a_proposal_for_the_last_minute_is_heard_a_day_or_a_tenth_of_its_life_before() {
    Lineage.Held old = held(Duration.ofDays(90), Duration.ofDays(10));
    assertEquals(
        old.notAfter().minus(Duration.ofDays(9)),
        Renewal.next(
            old.proposed(Optional.of(old.notAfter().minusSeconds(300)), Optional.empty())));
  }

  @Test
  void the_ca_is_asked_again_when_it_wants_to_be() {
    Lineage.Held young = held(Duration.ofDays(90), Duration.ofDays(1));
    assertInstanceOf(
        Renewal.Ask.class, due(served(young.proposed(Optional.empty(), Optional.of(NOW)))));
  }

  @Test
  void other_names_another_key_or_another_ca_need_another_certificate() {
    Lineage lineage = served(held(Duration.ofDays(90), Duration.ofDays(1)));
    List<String> hosts = List.of("server1", "server2");
    List<String> names = List.of("portal.example.org");
    List<String> here = List.of(Certificates.DIRECTORY);
    assertInstanceOf(
        Renewal.Issue.class,
        Renewal.due(lineage, List.of("a.example.org"), "ec256", here, hosts, NOW));
    assertInstanceOf(Renewal.Issue.class, Renewal.due(lineage, names, "rsa2048", here, hosts, NOW));
    assertInstanceOf(
        Renewal.Issue.class,
        Renewal.due(lineage, names, "ec256", List.of("https://other/"), hosts, NOW));
  }

  @Test
  void what_was_renewed_and_not_deployed_is_deployed_first() {
    Lineage.Held young = held(Duration.ofDays(90), Duration.ofDays(1));
    Lineage half =
        Lineage.NONE.issued(young, NOW).served(List.of("server2"), NOW, Optional.of("cut off"));
    assertEquals(new Renewal.Deploy(List.of("server1")), due(half));
  }

  @Test
  void a_head_that_is_gone_for_good_does_not_keep_the_others_from_a_new_one() {
    Lineage half =
        Lineage.NONE
            .issued(held(Duration.ofDays(90), Duration.ofDays(61)), NOW)
            .served(List.of("server2"), NOW, Optional.of("cut off"));
    assertInstanceOf(Renewal.Issue.class, due(half));
  }
}
