package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Spec;
import org.hpcctl.spec.Ssl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl config validate`
@Command(
    name = "validate",
    description = "Check the YAML and tell everything that is wrong with it. Contacts no host.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl config validate", "  hpcctl config validate -c lab.yaml --format json"})
final class ConfigValidateCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();

  @Mixin private final TextOrJson format = new TextOrJson();

  ConfigValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    Spec spec = file.readWithWarnings(terminal);
    demandFiles(spec.cluster());
    if (json()) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("valid", true);
      answer.set("problems", ProblemJson.array(spec.warnings()));
      terminal.out().println(answer.toPrettyString());
      return ExitCode.OK.status();
    }
    if (!spec.warnings().isEmpty()) {
      terminal.tell(spec.warnings());
    }
    Cluster cluster = spec.cluster();
    terminal
        .out()
        .println(
            "%s is valid: cluster %s, %s, %s"
                .formatted(
                    file.name(terminal),
                    cluster.name(),
                    counted(cluster.controllers().size(), "controller"),
                    counted(cluster.computeNodes().size(), "compute node")));
    return ExitCode.OK.status();
  }

  /// The files with CAs that the YAML names.
  private void demandFiles(Cluster cluster) {
    List<Problem> problems = new ArrayList<>();
    if (cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT) {
      problems.addAll(
          new CertificateAccounts(
                  cluster, name -> file.named(name, terminal), InstantSource.system())
              .check());
    }
    problems.addAll(SignInAuthorityFiles.read(cluster, file, terminal).problems());
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private static String counted(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
