package org.hpcctl.report;

import module java.base;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import org.hpcctl.plan.Change;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;

/// What changes inside a file, as a unified diff. Only texts that may be shown have one.
final class FileDiff {
  private static final int CONTEXT = 3;

  private FileDiff() {}

  /// The lines of the diff, empty when the change does not touch a text.
  static List<String> of(Change change) {
    return switch (change) {
      case Change.Create(Resource desired) ->
          text(desired)
              .map(after -> unified("/dev/null", desired.name(), "", after))
              .orElse(List.of());
      case Change.Update(Resource desired, Resource observed, _) ->
          text(desired)
              .flatMap(
                  after ->
                      text(observed)
                          .map(before -> unified(desired.name(), desired.name(), before, after)))
              .orElse(List.of());
      case Change.Remove _, Change.InSync _, Change.Blocked _ -> List.of();
    };
  }

  private static Optional<String> text(Resource resource) {
    return switch (resource) {
      case TextFile file -> Optional.of(file.content().assumed());
      case Block block -> Optional.of(block.lines());
      default -> Optional.empty();
    };
  }

  private static List<String> unified(String from, String to, String before, String after) {
    List<String> old = lines(before);
    return UnifiedDiffUtils.generateUnifiedDiff(
        from, to, old, DiffUtils.diff(old, lines(after)), CONTEXT);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }
}
