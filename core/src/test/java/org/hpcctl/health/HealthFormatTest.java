package org.hpcctl.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hpcctl.report.Ink;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/// Each situation in each of the six formats.
final class HealthFormatTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-z_]+(\\{[a-z]+=\"[^\"\\\\\n]*\"(,[a-z]+=\"[^\"\\\\\n]*\")*\\})? -?[0-9.]+");

  /// What may be the matter with a cluster.
  enum Situation {
    ALL_WELL(Recorded.all("well"), Recorded.NOW, Status.Weight.GOOD),
    EVERYTHING_DOWN(Recorded.all("down"), Recorded.NOW, Status.Weight.BAD),
    NOTHING_INSTALLED(Recorded.all("bare"), Recorded.NOW, Status.Weight.BAD),
    ONE_HOST_UNKNOWN(
        but("head2", new HostAsked.NotReached("no connection to head2 (10.77.0.12:22): timed out")),
        Recorded.NOW,
        Status.Weight.UNKNOWN),
    NO_HOST_KNOWN(
        new LinkedHashMap<>(
            Map.of(
                "head1", new HostAsked.NotReached("<no> \"route\" & no | hope"),
                "head2", new HostAsked.NotReached("no\nroute\u0007"),
                "head3", new HostAsked.NotReached("no route"))),
        Recorded.NOW,
        Status.Weight.UNKNOWN),
    TWO_VIP_HOLDERS(
        but("head2", Recorded.answer("head2", "head2-second-holder")),
        Recorded.NOW,
        Status.Weight.BAD),
    CERTIFICATE_EXPIRED(
        Recorded.all("well"), Instant.parse("2027-12-01T12:00:00Z"), Status.Weight.BAD),
    CERTIFICATE_ENDS_SOON(
        Recorded.all("well"), Instant.parse("2027-11-10T12:00:00Z"), Status.Weight.WARNING);

    private final Health health;
    private final Status.Weight verdict;

    Situation(Map<String, HostAsked> asked, Instant now, Status.Weight verdict) {
      this.health = Health.of(Recorded.scope(), asked, now);
      this.verdict = verdict;
    }

    private static Map<String, HostAsked> but(String host, HostAsked otherwise) {
      Map<String, HostAsked> asked = Recorded.all("well");
      asked.put(host, otherwise);
      return asked;
    }

    private String told(HealthFormat format) {
      return format.text(health, Ink.PLAIN, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tells_the_situation_in_every_format(Situation situation) {
    assertEquals(situation.verdict, situation.health.verdict());
    String name = situation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    for (HealthFormat format : HealthFormat.values()) {
      Golden.assertMatches("health/%s/%s.txt".formatted(name, format), situation.told(format));
    }
  }

  @ParameterizedTest
  @EnumSource
  void json_is_always_json_with_the_agreed_fields(Situation situation) throws Exception {
    JsonNode root = new ObjectMapper().readTree(situation.told(HealthFormat.json));
    assertEquals(situation.health.checks().size(), root.get("checks").size());
    for (JsonNode check : root.get("checks")) {
      for (String field :
          List.of(
              "node",
              "service",
              "type",
              "port",
              "status",
              "http_code",
              "response_time",
              "systemd_status",
              "message")) {
        assertTrue(check.has(field), field);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void junit_is_always_xml(Situation situation) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(situation.told(HealthFormat.junit))));
  }

  @ParameterizedTest
  @EnumSource
  void every_line_for_prometheus_is_a_comment_or_a_sample(Situation situation) {
    situation
        .told(HealthFormat.prometheus)
        .lines()
        .filter(line -> !line.startsWith("# HELP ") && !line.startsWith("# TYPE "))
        .forEach(line -> assertTrue(SAMPLE.matcher(line).matches(), line));
  }

  @ParameterizedTest
  @EnumSource
  void nagios_finds_its_data_in_the_first_line_only(Situation situation) {
    List<String> lines = situation.told(HealthFormat.nagios).lines().toList();
    assertEquals(2, lines.getFirst().split("\\|", -1).length);
    assertTrue(lines.stream().skip(1).noneMatch(line -> line.contains("|")));
  }
}
