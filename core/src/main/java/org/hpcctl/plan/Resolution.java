package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;

/// Turns the resources of one host into what they are with that host's facts: each text becomes its
/// edition, each unit learns the digest of what it uses.
public final class Resolution {
  private Resolution() {}

  /// The resources by id, in their order.
  ///
  /// @throws IllegalStateException when two have one id or a unit uses what is not there: a phase's
  ///   bug
  public static SequencedMap<String, Resource> of(List<Resource> resources, Facts facts) {
    SequencedMap<String, Resource> resolved = new LinkedHashMap<>();
    for (Resource resource : resources) {
      Resource known =
          resource instanceof TextFile(var path, var ownership, var content)
              ? new TextFile(path, ownership, fixed(content, facts))
              : resource;
      if (resolved.putIfAbsent(resource.id(), known) != null) {
        throw new IllegalStateException("planned twice on one host: " + resource.id());
      }
    }
    resolved.replaceAll(
        (_, resource) ->
            resource instanceof Unit unit && !unit.uses().isEmpty()
                ? unit.startedWith(digest(unit, resolved))
                : resource);
    return resolved;
  }

  private static Text fixed(Text content, Facts facts) {
    return content.resolve(facts).orElseGet(() -> Text.of(content.assumed()));
  }

  private static String digest(Unit unit, Map<String, Resource> resources) {
    StringBuilder used = new StringBuilder();
    for (String id : unit.uses()) {
      Resource resource = resources.get(id);
      if (resource == null) {
        throw new IllegalStateException(unit.id() + " uses what is not planned: " + id);
      }
      used.append(id).append('=').append(resource.contentDigest()).append('\n');
    }
    return Digest.of(used.toString()).substring(0, 16);
  }
}
