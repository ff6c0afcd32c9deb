package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.spec.SpecReader;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl config show`
@Command(
    name = "show",
    description = {
      "Show the cluster as hpcctl understands it: every key, defaults filled in,",
      "secrets as their fingerprint."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl config show", "  hpcctl config show --format json | jq .web.upstreams"})
final class ConfigShowCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: yaml.")
  private Format format = Format.yaml;

  /// The words of `--format`.
  enum Format {
    yaml,
    json
  }

  ConfigShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format == Format.json;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Object shown = SpecReader.shown(file.read(terminal));
    switch (format) {
      case yaml -> {
        DumpSettings settings =
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        terminal.out().print(new Dump(settings).dumpToString(shown));
      }
      case json ->
          terminal
              .out()
              .println(
                  new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(shown));
    }
    return ExitCode.OK.status();
  }
}
