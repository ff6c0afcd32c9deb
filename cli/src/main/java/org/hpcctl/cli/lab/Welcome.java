package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.hpcctl.lab.LabSpec;

/// What is said when a lab is up: what it is, and what to type next.
final class Welcome {
  private Welcome() {}

  static String text(LabSpec spec, List<LabHost> hosts, Path yaml) {
    String name = spec.name().equals(LabSpec.DEFAULT_NAME) ? "" : " --name " + spec.name();
    var text = new StringBuilder();
    text.append("The lab `%s` is up:%n".formatted(spec.name()));
    for (LabHost host : hosts) {
      text.append(
          "  %-7s %-12s %s%n".formatted(host.name(), host.address(), host.suite().codename()));
    }
    text.append(
        """

        Its YAML is %1$s

        Next:
          hpcctl setup --phase web --config %1$s
          hpcctl health --all-nodes --config %1$s
          hpcctl lab ssh%2$s head1
          hpcctl lab kill%2$s head1
          hpcctl lab down%2$s
        """
            .formatted(yaml, name));
    return text.toString();
  }
}
