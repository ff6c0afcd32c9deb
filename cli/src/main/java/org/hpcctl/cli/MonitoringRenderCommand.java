package org.hpcctl.cli;

import module java.base;

import org.hpcctl.phases.monitoring.MonitoringFiles;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl monitoring render`
@Command(
    name = "render",
    description = {
      "Write prometheus.yml, hpcctl_alerts.yml and hpcctl_dashboard.json (for Grafana).",
      "What is there already is replaced. No host is asked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl monitoring render --directory monitoring",
      "  promtool check config monitoring/prometheus.yml"
    })
final class MonitoringRenderCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SpecFile spec = new SpecFile();

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; it is made when it is missing.")
  private String directory = "";

  MonitoringRenderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SortedMap<String, String> files = MonitoringFiles.of(spec.readToLookAt(terminal));
    try {
      Path folder = Files.createDirectories(terminal.path(directory));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
        terminal.out().println("wrote " + Path.of(directory, file.getKey()));
      }
    } catch (IOException _) {
      throw new Refused(
          Problem.error(
                  directory + " cannot be written",
                  "the files are made in it",
                  "check that it is a folder and who may write to it")
              .at(Place.file(directory)));
    }
    return ExitCode.OK.status();
  }
}
