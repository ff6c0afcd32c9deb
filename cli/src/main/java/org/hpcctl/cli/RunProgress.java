package org.hpcctl.cli;

import module java.base;

import org.hpcctl.report.Ink;
import org.hpcctl.resource.Resource;
import org.hpcctl.run.Event;

/// Shows a run while it goes: a line a host that changes in place for a person, plain lines that
/// stay for a log. Always on standard error: standard output carries results only.
final class RunProgress implements Consumer<Event> {
  private final PrintWriter err;
  private final boolean live;
  private final Ink ink;
  private final SequencedMap<String, String> doing = new LinkedHashMap<>();
  private final Map<String, Integer> done = new HashMap<>();
  private int shown;

  RunProgress(PrintWriter err, boolean live, Ink ink) {
    this.err = err;
    this.live = live;
    this.ink = ink;
  }

  @Override
  public synchronized void accept(Event event) {
    clear();
    switch (event) {
      case Event.StageBegan(String phase, String stage, List<String> hosts) -> {
        doing.clear();
        done.clear();
        hosts.forEach(host -> doing.put(host, ink.faint("waiting")));
        err.println(ink.bold(phase + ": " + stage));
      }
      case Event.StageEnded _ -> {
        done.forEach(
            (host, count) ->
                err.println(
                    "  %s %s %s".formatted(ink.green("✓"), host, counted(count, "change"))));
        doing.clear();
      }
      case Event.Uploading(String host, var blob) ->
          doing(host, "sending %s (%.1f MB)".formatted(blob.name(), blob.size() / 1e6));
      case Event.ChangeBegan(String host, var change) -> doing(host, words(change.desired()));
      case Event.ChangeDone(String host, _) -> done.merge(host, 1, Integer::sum);
      case Event.GateBegan(String host, String gate) -> doing(host, gate(gate));
      case Event.GateDone _ -> {}
      case Event.HostFailed(String host, _) -> {
        doing.remove(host);
        done.remove(host);
        err.println("  %s %s".formatted(ink.red("✗"), host));
      }
    }
    draw();
  }

  private void doing(String host, String what) {
    doing.put(host, what);
  }

  private static String words(Resource resource) {
    return resource.kind() + " " + resource.name();
  }

  private static String gate(String gate) {
    return switch (gate) {
      case "drain" -> "moving traffic away";
      case "ready" -> "waiting until it serves";
      case "rollback" -> "putting back what was changed";
      default -> gate;
    };
  }

  private static String counted(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private void clear() {
    if (shown > 0) {
      err.print("\033[" + shown + "A\033[J");
      shown = 0;
    }
  }

  private void draw() {
    if (live) {
      doing.forEach((host, what) -> err.println("  … " + host + "  " + cut(what)));
      shown = doing.size();
    }
    err.flush();
  }

  private static String cut(String text) {
    return text.length() > 70 ? text.substring(0, 69) + "…" : text;
  }
}
