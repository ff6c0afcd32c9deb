package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.Scope;
import org.hpcctl.spec.schema.Closest;
import picocli.CommandLine;

/// The names of services on the command line.
final class ServiceNames {
  private ServiceNames() {}

  /// Ends the command as wrong usage when nobody knows the name.
  static void demand(String name, List<String> known, CommandLine line) {
    if (!known.contains(name)) {
      throw new CommandLine.ParameterException(
          line,
          Closest.to(name, known)
              .map(meant -> "there is no service `%s`; did you mean %s?".formatted(name, meant))
              .orElseGet(
                  () ->
                      "there is no service `%s`; there are %s"
                          .formatted(name, String.join(", ", known))));
    }
  }

  /// What `hpcctl health` looks at.
  static final class Checked implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scope.services().iterator();
    }
  }

  /// What systemd runs.
  static final class Units implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scope.units().iterator();
    }
  }
}
