package org.hpcctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import module java.base;

import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class PlanTextTest {
  private static final Ownership OWNED = Ownership.root("644");
  private static final SecretFile KEY =
      SecretFile.of("/etc/key", Ownership.root("600"), new Secret("hush, hush"));
  private static final List<Resource> RESOURCES =
      List.of(
          new DebianPackage("nginx"),
          TextFile.of("/etc/new", OWNED, "line\n".repeat(20)),
          TextFile.of("/etc/conf", OWNED, "a = 1\nb = 2\n"),
          KEY,
          new Absence("/etc/old"),
          Requirement.of("room", "", "a full disk loses data", "make room"),
          Unit.running("nginx.service", Unit.OnChange.RELOAD, List.of("file /etc/conf")));

  @Test
  void tells_once_what_is_alike_on_several_hosts() {
    Golden.assertMatches("report/plan.txt", new PlanText(Ink.PLAIN, false).of(differences()));
  }

  @Test
  void tells_machines_the_same_as_people() {
    String json = PlanJson.plan(differences(), List.of());
    Golden.assertMatches("report/plan.json", json);
    assertFalse(json.contains("hush"));
  }

  @Test
  void says_in_one_line_that_nothing_differs() {
    Resource nginx = new DebianPackage("nginx");
    Difference none =
        Difference.between(
            plan(List.of(nginx)),
            "head1",
            new Observation(Map.of(nginx.id(), new Known.Present<>(nginx)), Facts.NONE));
    assertEquals(
        "Nothing to change on 1 host.\n", new PlanText(Ink.PLAIN, false).of(List.of(none)));
  }

  private static List<Difference> differences() {
    Map<String, Known<Resource>> seen =
        Map.of(
            "file /etc/conf",
            new Known.Present<>(TextFile.of("/etc/conf", OWNED, "a = 1\nb = 3\n")),
            KEY.id(),
            new Known.Present<>(
                new SecretFile("/etc/key", KEY.ownership(), Optional.empty(), "12".repeat(32))),
            "requirement room",
            new Known.Present<>(
                new Requirement("room", "", "a full disk loses data", "make room", "1 GB is left")),
            "unit nginx.service",
            new Known.Present<>(
                Unit.running("nginx.service", Unit.OnChange.RELOAD, List.of()).startedWith("old")));
    return List.of(
        Difference.between(plan(RESOURCES), "head1", Observation.EMPTY),
        Difference.between(plan(RESOURCES), "head2", new Observation(seen, Facts.NONE)));
  }

  private static Plan plan(List<Resource> resources) {
    SequencedMap<String, List<Resource>> hosts = new LinkedHashMap<>();
    hosts.put("head1", resources);
    hosts.put("head2", resources);
    return new Plan(
        List.of(new Plan.Step(6, "web", List.of(Stage.everywhere("portal", hosts)))), List.of());
  }
}
