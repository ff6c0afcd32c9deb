package org.hpcctl.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.plan.Validation;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class ProgramTest {
  private static final Blob BLOB =
      new Blob("trial.jar", "ab".repeat(32), 1234, Optional.of(Path.of("trial.jar")));
  private static final Unit UNIT =
      Unit.running("trial.service", Unit.OnChange.RESTART, List.of())
          .startedWith("0123456789abcdef");
  private static final TextFile FILE =
      TextFile.of("/etc/nginx/trial.conf", Ownership.root("644"), "new\n");

  @Test
  void makes_every_kind_true_in_one_script() {
    Program program =
        program(
            List.of(
                new Change.Create(new DebianPackage("nginx")),
                new Change.Create(new DebianPackage("curl")),
                new Change.Create(
                    new Account("trial", "/opt/trial", "/usr/sbin/nologin", new TreeSet<>())),
                new Change.Create(new Directory("/opt/trial", Ownership.root("755"))),
                new Change.Create(
                    new Artifact("/opt/trial/trial.jar", Ownership.root("644"), BLOB)),
                new Change.Create(new Tree("/opt/trial/runtime", BLOB)),
                new Change.Create(new Sysctl("net.core.somaxconn", "4096")),
                new Change.Update(
                    FILE,
                    TextFile.of(FILE.path(), Ownership.root("644"), "old\n"),
                    List.of("content")),
                new Change.Create(
                    SecretFile.of(
                        "/etc/nginx/key", Ownership.root("600"), new Secret("it's $ecret"))),
                new Change.Create(new Block("/etc/hosts", "trial", "10.0.0.1 trial\n")),
                new Change.Update(
                    new Link("/opt/trial/current", "b"),
                    new Link("/opt/trial/current", "a"),
                    List.of("target")),
                new Change.Remove(new Absence("/etc/nginx/sites-enabled/default")),
                new Change.Create(
                    TextFile.of(
                        "/etc/systemd/system/trial.service", Ownership.root("644"), "[S]\n")),
                new Change.Create(UNIT),
                new Change.Update(
                    Unit.running("nginx.service", Unit.OnChange.RELOAD, List.of())
                        .startedWith("fedcba9876543210"),
                    Unit.running("nginx.service", Unit.OnChange.RELOAD, List.of()),
                    List.of("started-with")),
                new Change.Create(new Guarded("flag", "on", "true", "echo on >/opt/flag"))));
    String script = program.script();
    Golden.assertMatches("apply/every-kind.sh", script.substring(script.indexOf("s0() {")));
    assertEquals(List.of(BLOB), program.blobs());
  }

  @Test
  void starts_a_unit_that_is_not_running_and_restarts_one_that_is_behind() {
    assertEquals(
        Optional.of("start"),
        UnitMove.of(
                new Change.Update(
                    UNIT,
                    new Unit("trial.service", true, false, UNIT.onChange(), List.of(), ""),
                    List.of("active", "started-with")))
            .action());
    assertEquals(
        Optional.of("restart"),
        UnitMove.of(new Change.Update(UNIT, UNIT.startedWith("old"), List.of("started-with")))
            .action());
    assertEquals(
        new UnitMove(Optional.of("no"), Optional.of("stop")),
        UnitMove.of(
            new Change.Update(
                Unit.stopped("trial.service"),
                UNIT,
                List.of("enabled", "active", "started-with"))));
  }

  @Test
  void is_followed_by_its_progress_lines() {
    Program program = program(List.of(new Change.Create(new DebianPackage("nginx"))));
    assertEquals(
        List.of(
            Optional.of(new Progress.Step(0, false)),
            Optional.of(new Progress.Failed(List.of(0, 1), "no room\nat all")),
            Optional.of(new Progress.Gate("rollback", true)),
            Optional.empty(),
            Optional.of(new Progress.Ended(false))),
        Stream.of(
                "NONCE\tstep\t0\tstart",
                "NONCE\ttogether\t0 1\tbm8gcm9vbQphdCBhbGwK",
                "NONCE\trollback\tdone",
                "step\t0\tdone",
                "NONCE\tend\t1")
            .map(line -> Progress.read(program, line))
            .toList());
  }

  private static Program program(List<Change> changes) {
    Rollout rollout =
        new Rollout.OneByOne(
            "echo drained", "curl -fsS localhost/health", "true", Duration.ofSeconds(30));
    return new Program(
        "RUN",
        "NONCE",
        new Stage(
            "trial",
            rollout,
            List.of(new Validation("/etc/nginx", "nginx -t")),
            new LinkedHashMap<>()),
        changes);
  }
}
