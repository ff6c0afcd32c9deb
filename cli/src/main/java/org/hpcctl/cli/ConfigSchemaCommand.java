package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.spec.SpecReader;
import picocli.CommandLine.Command;

/// `hpcctl config schema`
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of the YAML (draft 2020-12), with which editors complete and check."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl config schema > my_multihead_cluster.schema.json"})
final class ConfigSchemaCommand implements Callable<Integer> {
  private final Terminal terminal;

  ConfigSchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    terminal
        .out()
        .println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(SpecReader.schema()));
    return ExitCode.OK.status();
  }
}
