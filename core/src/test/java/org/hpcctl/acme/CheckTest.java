package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.dns.TxtRecords;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is refused before any CA is asked.
final class CheckTest {
  private static final Answers HTTP = new Answers.Http01();
  private static final Answers DNS =
      new Answers.Dns01(
          new TxtRecords() {
            @Override
            public void publish(String owner, String value) {}

            @Override
            public void withdraw(String owner, String value) {}
          });

  @Test
  void good_names_pass() {
    assertEquals(
        List.of(),
        Wanted.of(List.of("a.example.com", "bücher.example", "192.0.2.7", "2001:db8::7"))
            .check(HTTP));
    assertEquals(List.of(), Wanted.of(List.of("*.example.com", "_x.example.com")).check(DNS));
  }

  @Test
  void each_fault_is_one_problem(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("roots.pem"));
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Wanted.of(List.of()).check(HTTP));
    problems.addAll(
        Wanted.of(Stream.generate(() -> "a.example.com").limit(101).toList()).check(HTTP));
    problems.addAll(
        Wanted.of(
                List.of(
                    "localhost",
                    "a..example.com",
                    "a".repeat(64) + ".example.com",
                    "abcdefghi.".repeat(30) + "com",
                    "192.0.2",
                    "192.0.2.300",
                    "*.*.example.com",
                    "*.example.com"))
            .check(HTTP));
    problems.addAll(Wanted.of(List.of("192.0.2.7")).check(DNS));
    problems.addAll(new ExternalAccount(" ", new Secret("")).check());
    problems.addAll(new ExternalAccount("kid", new Secret("a/b+c=")).check());
    problems.addAll(new ExternalAccount("kid", new Secret("c2hvcnQ")).check());
    problems.addAll(
        new Authority(
                "ca",
                URI.create("http://ca.example.com/dir"),
                Optional.of(empty.getFileName()),
                Optional.empty())
            .check());
    problems.addAll(
        assertThrows(
                Refused.class,
                () ->
                    AcmeAccount.open(
                        new Authority(
                            "ca",
                            URI.create("https://ca.example.com/dir"),
                            Optional.empty(),
                            Optional.empty()),
                        AccountKey.create(),
                        Optional.of("admin at example.com"),
                        InstantSource.system(),
                        _ -> {}))
            .problems());
    Golden.assertMatches(
        "acme/checks.txt", new ProblemText(false).of(problems, _ -> Optional.empty()));
  }

  @Test
  void roots_must_be_certificates(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("roots.pem"));
    Authority authority =
        new Authority(
            "ca", URI.create("https://ca.example.com/dir"), Optional.of(empty), Optional.empty());
    assertEquals(
        List.of("there is no certificate in " + empty),
        authority.check().stream().map(Problem::what).toList());
  }
}
