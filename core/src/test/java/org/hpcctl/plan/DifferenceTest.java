package org.hpcctl.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.resource.Absence;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.resource.Version;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
  private static final Ownership OWNED = Ownership.root("644");

  @Test
  void is_empty_when_all_is_as_it_shall_be() {
    Resource file = TextFile.of("/a", OWNED, "x\n");
    assertTrue(difference(List.of(file), Map.of(file.id(), present(file))).empty());
  }

  @Test
  void names_the_fields_that_differ() {
    Resource wanted = new Directory("/a", OWNED);
    Resource seen = new Directory("/a", new Ownership("root", "adm", "600"));
    Change change = only(List.of(wanted), Map.of(wanted.id(), present(seen)));
    assertEquals(new Change.Update(wanted, seen, List.of("group", "mode")), change);
  }

  @Test
  void blocks_what_could_not_be_asked() {
    Resource wanted = new DebianPackage("nginx");
    Change change =
        only(List.of(wanted), Map.of(wanted.id(), new Known.Unknown<>("dpkg-query is missing")));
    assertEquals(
        "package nginx is left alone: dpkg-query is missing",
        assertInstanceOf(Change.Blocked.class, change).problem().what());
  }

  @Test
  void blocks_the_host_by_a_requirement_that_does_not_hold() {
    Requirement wanted = Requirement.of("room", "", "why", "fix");
    Requirement seen = new Requirement("room", "", "why", "fix", "/opt has 1 GB left");
    Difference difference = difference(List.of(wanted), Map.of(wanted.id(), present(seen)));
    assertEquals("/opt has 1 GB left", difference.problems().getFirst().what());
  }

  @Test
  void removes_what_must_not_be_there() {
    Resource wanted = new Absence("/a");
    assertEquals(new Change.Remove(wanted), only(List.of(wanted), Map.of()));
  }

  @Test
  void restarts_a_unit_whose_files_are_not_those_it_was_started_with() {
    Resource file = TextFile.of("/a", OWNED, "new\n");
    Unit unit = Unit.running("a.service", Unit.OnChange.RESTART, List.of(file.id()));
    Change change =
        difference(
                List.of(file, unit),
                Map.of(file.id(), present(file), unit.id(), present(unit.startedWith("old"))))
            .changes()
            .getLast();
    assertEquals(List.of("started-with"), assertInstanceOf(Change.Update.class, change).fields());
  }

  @Test
  void picks_the_edition_of_a_text_by_the_facts_of_the_host() {
    Text text =
        new Text.ByVersion(
            "nginx.version",
            List.of(
                new Text.Edition(Version.parse("1.25.1"), "http2 on;\n"),
                new Text.Edition(Version.parse("0"), "listen http2;\n")));
    TextFile wanted = new TextFile("/a", OWNED, text);
    TextFile old = TextFile.of("/a", OWNED, "listen http2;\n");
    Difference difference =
        Difference.between(
            plan(List.of(wanted)),
            "head1",
            new Observation(
                Map.of(wanted.id(), present(old)), new Facts(Map.of("nginx.version", "1.22.1"))));
    assertTrue(difference.empty());
  }

  @Test
  void refuses_a_plan_that_names_a_resource_twice() {
    Resource file = TextFile.of("/a", OWNED, "x\n");
    assertThrows(IllegalStateException.class, () -> difference(List.of(file, file), Map.of()));
  }

  @Test
  void holds_a_saved_plan_against_what_would_be_done_now() {
    Resource one = TextFile.of("/a", OWNED, "x\n");
    Resource two = new DebianPackage("nginx");
    SavedPlan saved = SavedPlan.of("1", List.of(difference(List.of(one, two), Map.of())));
    SavedPlan now =
        SavedPlan.of(
            "1",
            List.of(
                difference(
                    List.of(TextFile.of("/a", OWNED, "y\n"), two),
                    Map.of(two.id(), present(two)))));
    assertEquals(List.of(), saved.departures(saved));
    assertEquals(
        List.of(
            "head1: file /a is not what it was",
            "head1: package nginx has been put right in the meantime"),
        saved.departures(now));
  }

  private static Known<Resource> present(Resource resource) {
    return new Known.Present<>(resource);
  }

  private static Change only(List<Resource> resources, Map<String, Known<Resource>> known) {
    return difference(resources, known).changes().getFirst();
  }

  private static Difference difference(
      List<Resource> resources, Map<String, Known<Resource>> known) {
    return Difference.between(plan(resources), "head1", new Observation(known, Facts.NONE));
  }

  private static Plan plan(List<Resource> resources) {
    SequencedMap<String, List<Resource>> hosts = new LinkedHashMap<>(Map.of("head1", resources));
    return new Plan(
        List.of(new Plan.Step(0, "trial", List.of(Stage.everywhere("all", hosts)))), List.of());
  }
}
