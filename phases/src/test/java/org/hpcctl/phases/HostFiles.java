package org.hpcctl.phases;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Plan;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;

/// The files that a plan puts on one host, as they are with given facts.
public final class HostFiles {
  private HostFiles() {}

  /// Content by path; links are left out.
  public static SortedMap<String, String> of(
      Inputs inputs, String host, Map<String, String> facts) {
    SortedMap<String, String> files = new TreeMap<>();
    for (Resource resource : Plan.of(Phases.all(), inputs).resources(host)) {
      switch (resource) {
        case TextFile(var path, _, var content) -> files.put(path, text(content, facts));
        case SecretFile(var path, _, var content, _) ->
            files.put(path, content.orElseThrow().reveal());
        case Block(var path, _, var lines) -> files.put(path, lines);
        default -> {}
      }
    }
    return files;
  }

  /// Targets by path.
  public static SortedMap<String, String> links(Inputs inputs, String host) {
    SortedMap<String, String> links = new TreeMap<>();
    for (Resource resource : Plan.of(Phases.all(), inputs).resources(host)) {
      if (resource instanceof Link(var path, var target)) {
        links.put(path, target);
      }
    }
    return links;
  }

  private static String text(Text content, Map<String, String> facts) {
    return content
        .resolve(new Facts(facts))
        .orElseThrow(() -> new IllegalStateException("a fact is missing in " + facts))
        .value();
  }
}
