package org.hpcctl.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.plan.Validation;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from a plan to changed files, with the real scripts in a real shell.
final class RunTest {
  private static final Fleet FLEET = new Fleet(4);

  @TempDir private Path folder;
  private final SequencedMap<String, ShellHost> hosts = new LinkedHashMap<>();
  private Ownership mine = Ownership.root("644");

  @BeforeEach
  void boot() throws IOException {
    for (String name : List.of("head1", "head2")) {
      hosts.put(name, new ShellHost(name, folder));
    }
    PosixFileAttributes seen = Files.readAttributes(folder, PosixFileAttributes.class);
    mine = new Ownership(seen.owner().getName(), seen.group().getName(), "644");
  }

  @Test
  void one_exec_tells_that_nothing_differs_and_a_second_one_would_fail_this_test() {
    Plan plan = plan(everywhere(), "text\n");
    apply(plan);
    int before = host("head1").execs();
    assertTrue(differences(plan).values().stream().allMatch(Difference::empty));
    assertEquals(1, host("head1").execs() - before);
  }

  @Test
  void a_change_costs_one_exec_more_which_also_proves_it() throws IOException {
    Plan plan = plan(everywhere(), "text\n");
    List<HostResult> results = apply(plan);
    assertEquals(List.of(1, 1), results.stream().map(HostResult::changed).toList());
    assertEquals(2, host("head1").execs());
    assertEquals("text\n", Files.readString(host("head1").path("etc/conf")));
  }

  @Test
  void what_is_written_is_on_the_disk_before_its_name_points_to_it() throws IOException {
    apply(plan(everywhere(), "old\n"));
    ShellHost head1 = host("head1");
    head1.program(
        "sync",
        """
        for file do
          [ "$file" = -- ] || echo "${file##*/}: $(cat "$file"), beside $(cat %1$s/etc/conf)"
        done >>%1$s/synced
        """
            .formatted(head1.path("")));
    apply(plan(everywhere(), "new\n"));
    assertEquals(".hpcctl-new.conf: new, beside old\n", Files.readString(head1.path("synced")));
    assertEquals("new\n", Files.readString(head1.path("etc/conf")));
  }

  @Test
  void nothing_is_swapped_in_that_its_reader_refuses() throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "a mount namespace of its own needs root");
    apply(plan(everywhere(), "good\n"));
    List<HostResult> results = apply(plan(everywhere(), "unreadable\n", validations()));
    assertFalse(results.getFirst().succeeded());
    assertTrue(
        results.getFirst().problems().getFirst().what().contains("I cannot read this"),
        results::toString);
    assertEquals("good\n", Files.readString(host("head1").path("etc/conf")));
  }

  @Test
  void a_host_that_does_not_become_ready_is_put_back_and_the_roll_stops() throws IOException {
    apply(plan(everywhere(), "good\n"));
    Rollout rolling =
        new Rollout.OneByOne(
            ":", "if grep -q bad \"$F\"; then echo it is bad; exit 1; fi", ":", Duration.ZERO);
    List<HostResult> results = apply(plan(rolling, "bad\n"));
    assertEquals(
        "the host did not become ready: it is bad",
        results.getFirst().problems().getFirst().what());
    assertEquals(
        "left as it is: the roll stopped at another host",
        results.getLast().problems().getFirst().what());
    assertEquals("good\n", Files.readString(host("head1").path("etc/conf")));
    assertEquals("good\n", Files.readString(host("head2").path("etc/conf")));
  }

  @Test
  void a_file_that_somebody_changed_since_the_plan_is_not_overwritten() throws IOException {
    Plan plan = plan(everywhere(), "ours\n");
    Map<String, Difference> found = differences(plan);
    Files.writeString(host("head2").path("etc/conf"), "theirs\n");
    List<HostResult> results = run(plan, found);
    assertTrue(results.getFirst().succeeded());
    assertTrue(
        results.getLast().problems().getFirst().what().contains("has changed since the plan"),
        results::toString);
    assertEquals("theirs\n", Files.readString(host("head2").path("etc/conf")));
  }

  @Test
  void nothing_is_changed_on_a_host_that_lacks_what_only_the_operator_can_provide() {
    SequencedMap<String, List<Resource>> resources = new LinkedHashMap<>();
    hosts.forEach(
        (name, host) ->
            resources.put(
                name,
                List.of(
                    Requirement.of("room", "echo 'the disk is full'", "it loses data", "make room"),
                    TextFile.of(host.path("etc/conf").toString(), mine, "text\n"))));
    List<HostResult> results =
        apply(
            new Plan(
                List.of(new Plan.Step(0, "trial", List.of(Stage.everywhere("all", resources)))),
                List.of()));
    assertEquals("the disk is full", results.getFirst().problems().getFirst().what());
    assertFalse(Files.exists(host("head1").path("etc/conf")));
  }

  private List<HostResult> apply(Plan plan) {
    return run(plan, differences(plan));
  }

  private List<HostResult> run(Plan plan, Map<String, Difference> found) {
    String id = Run.newId(Clock.systemUTC());
    return new Run(id, plan, false, FLEET, _ -> {}).apply(hosts.values(), found);
  }

  private Map<String, Difference> differences(Plan plan) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    new Prober(plan)
        .probe(FLEET, hosts.values())
        .forEach(
            (name, outcome) -> {
              if (outcome instanceof Outcome.Done<Observation>(Observation seen)) {
                differences.put(name, Difference.between(plan, name, seen));
              }
            });
    return differences;
  }

  private static Rollout everywhere() {
    return new Rollout.Everywhere();
  }

  private ShellHost host(String name) {
    return Objects.requireNonNull(hosts.get(name));
  }

  private Plan plan(Rollout rollout, String text) {
    return plan(rollout, text, List.of());
  }

  private Plan plan(Rollout rollout, String text, List<Validation> validations) {
    SequencedMap<String, List<Resource>> resources = new LinkedHashMap<>();
    hosts.forEach(
        (name, host) ->
            resources.put(
                name, List.of(TextFile.of(host.path("etc/conf").toString(), mine, text))));
    return new Plan(
        List.of(
            new Plan.Step(
                0, "trial", List.of(new Stage("all", rollout(rollout), validations, resources)))),
        List.of());
  }

  // The gate of a host looks at that host's own file.
  private Rollout rollout(Rollout rollout) {
    return rollout instanceof Rollout.OneByOne(var drain, var ready, var restore, var patience)
        ? new Rollout.OneByOne(drain, "F=${STATE%/state}/etc/conf\n" + ready, restore, patience)
        : rollout;
  }

  private List<Validation> validations() {
    return hosts.values().stream()
        .map(
            host ->
                new Validation(
                    host.path("etc").toString(),
                    "! grep -q unreadable '%s' || { echo I cannot read this; exit 1; }"
                        .formatted(host.path("etc/conf"))))
        .toList();
  }
}
