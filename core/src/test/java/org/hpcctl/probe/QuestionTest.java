package org.hpcctl.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.plan.Fact;
import org.hpcctl.plan.Observation;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.resource.Version;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionTest {
  private static final List<Fact> FACTS =
      List.of(new Fact("nginx.version", "nginx -v 2>&1 | cut -d/ -f2"));

  @TempDir private Path folder;

  @Test
  void asks_for_every_kind_in_one_script() {
    String script = new Question("NONCE", Trial.everyKind(), FACTS).script();
    Golden.assertMatches(
        "probe/every-kind.sh", script.substring(script.indexOf("export LC_ALL PATH\n")));
  }

  @Test
  void never_carries_a_secret() {
    assertFalse(
        new Question("NONCE", Trial.everyKind(), FACTS).script().contains("never to be seen"));
  }

  @Test
  void reads_what_a_real_shell_finds() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "as it was\n");
    Files.writeString(folder.resolve("same"), "same\n");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("text"));
    Files.writeString(
        folder.resolve("hosts"), "1.1.1.1 a\n# BEGIN hpcctl x\n2.2.2.2 b\n# END hpcctl x\n");
    PosixFileAttributes seen = Files.readAttributes(folder, PosixFileAttributes.class);
    Ownership mine = new Ownership(seen.owner().getName(), seen.group().getName(), "644");
    TextFile same = TextFile.of(folder + "/same", mine, "same\n");
    Observation observation =
        ask(
            List.of(
                new Directory(folder.toString(), mine),
                TextFile.of(folder + "/text", mine, "as it shall be\n"),
                same,
                TextFile.of(folder + "/missing", mine, ""),
                TextFile.of(folder + "/link", mine, ""),
                SecretFile.of(folder + "/same#", mine, new Secret("")),
                new Link(folder + "/link", "elsewhere"),
                new Absence(folder + "/nothing"),
                new Absence(text.toString() + "/below"),
                new Block(folder + "/hosts", "x", "3.3.3.3 c\n"),
                new Guarded("answering", "yes", "printf 'no\\nmore\\n'", ""),
                new Guarded("failing", "yes", "exit 3", ""),
                Requirement.of("room", "echo 'the disk is full'", "", "")));

    assertEquals("as it was\n", textOf(observation, "file " + text));
    assertEquals(new Known.Present<Resource>(same), observation.known().get(same.id()));
    assertInstanceOf(Known.Absent.class, known(observation, "file " + folder + "/missing"));
    assertEquals(
        new Known.Present<Resource>(new Link(folder + "/link", "text")),
        known(observation, "link " + folder + "/link"));
    assertInstanceOf(Known.Present.class, known(observation, "absence " + folder + "/nothing"));
    assertEquals(
        new Known.Present<Resource>(new Block(folder + "/hosts", "x", "2.2.2.2 b\n")),
        known(observation, "block " + folder + "/hosts#x"));
    assertEquals("no", present(observation, "guarded answering", Guarded.class).state());
    assertEquals(
        new Known.Unknown<Resource>("its probe ended with status 3"),
        known(observation, "guarded failing"));
    assertEquals(
        "the disk is full", present(observation, "requirement room", Requirement.class).answer());
    assertEquals("1.22.1", observation.facts().value("version").orElseThrow());
  }

  @Test
  void does_not_take_a_link_for_the_file_that_belongs_there() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere"));
    Observation observation =
        ask(List.of(TextFile.of(folder + "/link", Ownership.root("644"), "")));
    assertEquals(
        new Known.Unknown<Resource>("there is a symbolic link where a file belongs"),
        known(observation, "file " + folder + "/link"));
  }

  @Test
  void hears_the_answer_through_the_noise_of_a_login_shell() {
    Question question = new Question("NONCE", List.of(new Absence("/x")), List.of());
    Observation observation =
        question.read(List.of("Welcome!", "path\t/x", "NONCE\tnopath\t/x", "NONCE\tend"));
    assertInstanceOf(Known.Present.class, known(observation, "absence /x"));
  }

  @Test
  void knows_nothing_when_the_answer_was_cut() {
    Question question = new Question("NONCE", List.of(new Absence("/x")), List.of());
    Observation observation = question.read(List.of("NONCE\tnopath\t/x"));
    assertEquals(
        new Known.Unknown<Resource>("the host's answer ended too early"),
        known(observation, "absence /x"));
  }

  @Test
  void asks_for_the_content_of_a_text_that_waits_for_a_fact() throws Exception {
    Files.writeString(folder.resolve("conf"), "listen 80;\n");
    Text waiting = new Text.WithFacts("listen @port@;\n", new TreeMap<>(Map.of("@port@", "port")));
    Observation observation =
        ask(List.of(new TextFile(folder + "/conf", Ownership.root("644"), waiting)));
    assertEquals("listen 80;\n", textOf(observation, "file " + folder + "/conf"));
  }

  @Test
  void a_text_that_is_an_edition_we_know_need_not_come_back() throws Exception {
    Files.writeString(folder.resolve("conf"), "http2 on;\n");
    Files.writeString(folder.resolve("other"), "by hand\n");
    Text versions =
        new Text.ByVersion(
            "version",
            List.of(
                new Text.Edition(Version.parse("1.18"), "listen 443 http2;\n"),
                new Text.Edition(Version.parse("1.25.1"), "http2 on;\n")));
    List<Resource> resources =
        List.of(
            new TextFile(folder + "/conf", Ownership.root("644"), versions),
            new TextFile(folder + "/other", Ownership.root("644"), versions));
    Question question = Question.of(resources, List.of());
    List<String> lines = answers(question);

    assertEquals(
        List.of(folder + "/other"),
        lines.stream()
            .map(line -> line.split("\t", -1))
            .filter(fields -> fields[1].equals("text"))
            .map(fields -> fields[2])
            .toList());
    assertEquals("http2 on;\n", textOf(question.read(lines), "file " + folder + "/conf"));
    assertEquals("by hand\n", textOf(question.read(lines), "file " + folder + "/other"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "loaded active running A web server | enabled enabled | true | true",
        "loaded reloading reload-signal X | static - | true | true",
        "loaded inactive dead X | disabled enabled | false | false",
        "loaded failed failed X | enabled enabled | true | false",
        "masked inactive dead x.service | masked enabled | false | false",
        "- | disabled enabled | false | false",
        "loaded active running a transient one | - | false | true"
      })
  void reads_what_systemd_says_of_a_unit(
      String loaded, String installed, boolean enabled, boolean active) {
    Unit wanted = Unit.running("x.service", Unit.OnChange.RELOAD, List.of());
    assertEquals(
        new Known.Present<Resource>(
            new Unit("x.service", enabled, active, Unit.OnChange.RELOAD, List.of(), "")),
        known(said(wanted, loaded, installed), wanted.id()));
  }

  @Test
  void a_unit_that_is_only_mentioned_by_others_is_absent() {
    Unit wanted = Unit.running("x.service", Unit.OnChange.RELOAD, List.of());
    assertInstanceOf(
        Known.Absent.class,
        known(said(wanted, "not-found inactive dead x.service", null), wanted.id()));
    assertInstanceOf(Known.Absent.class, known(said(wanted, null, null), wanted.id()));
  }

  @Test
  void where_systemd_gives_no_answer_nothing_is_known_of_a_unit() {
    Unit wanted = Unit.running("x.service", Unit.OnChange.RELOAD, List.of());
    Question question = new Question("NONCE", List.of(wanted), List.of());
    for (List<String> lines :
        List.of(
            List.of("NONCE\tend"),
            List.of("NONCE\tloaded\tsysinit.target loaded active active X", "NONCE\tend"))) {
      assertEquals(
          new Known.Unknown<Resource>("systemd gave no answer"),
          known(question.read(lines), wanted.id()));
    }
  }

  private static Observation said(
      Unit wanted, @Nullable String loaded, @Nullable String installed) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "NONCE\tloaded\tsysinit.target loaded active active System Initialization",
                "NONCE\tinstalled\tsysinit.target                static          -"));
    if (loaded != null) {
      lines.add("NONCE\tloaded\t" + wanted.name() + "   " + loaded);
    }
    if (installed != null) {
      lines.add("NONCE\tinstalled\t" + wanted.name() + "   " + installed);
    }
    lines.add("NONCE\tend");
    return new Question("NONCE", List.of(wanted), List.of()).read(lines);
  }

  @Test
  void a_fact_learns_the_version_of_a_package_from_what_was_asked_already() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-query")), "this machine has no dpkg");
    Question question =
        Question.of(
            List.of(new DebianPackage("base-files"), new DebianPackage("no-such-package")),
            List.of(
                new Fact("by us", "version_of base-files"),
                new Fact("by dpkg", "dpkg-query -W -f '${Version}' base-files"),
                new Fact("not there", "version_of no-such-package"),
                new Fact("not asked", "version_of dpkg")));
    Facts facts = question.read(answers(question)).facts();
    assertEquals(facts.value("by dpkg").orElseThrow(), facts.value("by us").orElseThrow());
    assertEquals(Optional.empty(), facts.value("not there"));
    assertEquals(Optional.empty(), facts.value("not asked"));
  }

  private static Observation ask(List<Resource> resources) throws Exception {
    Question question = Question.of(resources, List.of(new Fact("version", "echo 1.22.1")));
    return question.read(answers(question));
  }

  private static List<String> answers(Question question) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-s").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream stdin = shell.getOutputStream()) {
      stdin.write(question.script().getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines;
    try (BufferedReader stdout = shell.inputReader()) {
      lines = stdout.lines().toList();
    }
    assertEquals(0, shell.waitFor());
    return lines;
  }

  private static Known<Resource> known(Observation observation, String id) {
    return Objects.requireNonNull(observation.known().get(id));
  }

  private static <R extends Resource> R present(Observation observation, String id, Class<R> kind) {
    return kind.cast(assertInstanceOf(Known.Present.class, known(observation, id)).value());
  }

  private static String textOf(Observation observation, String id) {
    return present(observation, id, TextFile.class).content().assumed();
  }
}
