package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.NodeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What our documentation tells people to type, typed as it stands there.
abstract class BackEndsExamples {
  private static final Path REPOSITORY = Path.of(System.getProperty("repository"));
  private static final Path PAGE = REPOSITORY.resolve("docs/how-to/call-the-portal.md");
  private static final Path EVENTS = REPOSITORY.resolve("docs/reference/events.md");
  // Between what two blocks say: never part of it.
  private static final String END = "\u001e";

  @Test
  void commands_say_what_the_page_says(@TempDir Path folder) throws Exception {
    List<DocumentedExample> examples = examples(PAGE, "bash");
    // One shell, as a reader has one: what a block sets the next one uses.
    StringBuilder script = new StringBuilder("set -eu -o pipefail\n");
    for (DocumentedExample example : examples) {
      script.append(example.text()).append("printf '").append(END).append("'\n");
    }
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script.toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(PortalClients.trust(heads()));
    builder.environment().put("USERNAME", "alice");
    builder.environment().put("PASSWORD", Account.PASSWORD);
    builder.environment().put("no_proxy", "*");
    Process shell = builder.start();
    shell.getOutputStream().close();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = shell.waitFor();
    String[] answers = said.split(END, -1);
    for (int i = 0; i < examples.size() && i < answers.length - 1; i++) {
      examples.get(i).assertOutcome(answers[i]);
    }
    assertEquals(0, status, () -> said + read(folder.resolve("err")));
    assertTrue(examples.size() > 10);
  }

  @Test
  void javascript_says_what_the_pages_say(@TempDir Path folder) throws Exception {
    Account alice = signIn("alice");
    for (Path page : List.of(PAGE, EVENTS)) {
      for (DocumentedExample example : examples(page, "javascript")) {
        Files.writeString(folder.resolve("example.mjs"), example.text());
        String tus = example.text().contains("tus-js-client") ? "file" : "websocket";
        Process program = node(folder, tus, alice);
        try (BufferedReader lines = program.inputReader()) {
          StringBuilder said = new StringBuilder();
          for (String told : example.outcome().orElseThrow().text().lines().toList()) {
            said.append(lines.readLine()).append('\n');
            if (told.equals("connected")) {
              BackEndsJobs.submit(alice, BackEndsJobs.script("#!/bin/bash\n:\n"));
            }
          }
          example.assertOutcome(said.toString());
        } finally {
          program.destroyForcibly();
        }
      }
    }
  }

  private static Process node(Path folder, String service, Account who) throws IOException {
    Path sources = REPOSITORY.resolve("services/%s_service/src/test/node".formatted(service));
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.copy(sources.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(folder.resolve("mesh.bin"), new byte[1_000_000]);
    Map<String, String> environment = new HashMap<>(PortalClients.trust(heads()));
    environment.put("TOKEN", who.token());
    // In Node 22 and in browsers it is there without asking.
    environment.put("NODE_OPTIONS", "--experimental-websocket");
    return NodeProgram.start(
        folder, Path.of("target", "node", "examples-" + service), "example.mjs", environment);
  }

  private static List<DocumentedExample> examples(Path page, String language) throws IOException {
    return DocumentedExample.of(page, heads().vip()).stream()
        .filter(example -> example.language().equals(language))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
