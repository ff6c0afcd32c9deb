package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;

/// GPUs by Slurm's generic resources, whatever their type. Of the columns that `sinfo --format` has
/// none tells how many are in use, so this is a question of its own, with columns of a width.
final class Gpus {
  static final List<String> QUESTION =
      List.of(
          "sinfo", "--noheader", "--all", "--Node", "--Format=NodeList:256,Gres:512,GresUsed:512");
  // gpu:4, gpu:a100:4(S:0-1), gpu:a100:2(IDX:0-1), each after another with a comma.
  private static final Pattern GPU = Pattern.compile("(?:^|,)gpu:(?:[^:,()]+:)?([0-9]+)(?=[(,]|$)");

  private Gpus() {}

  /// A node has a line for each partition it is in; those without GPUs are left out.
  static List<Figure> read(String answer) {
    List<Figure> figures = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    answer
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(fields -> fields.length == 3 && !count(fields[1]).isEmpty() && seen.add(fields[0]))
        .forEach(
            fields -> {
              figures.add(Figure.of(Family.SLURM_NODE_GPUS, sum(fields[1]), fields[0]));
              figures.add(Figure.of(Family.SLURM_NODE_GPUS_ALLOCATED, sum(fields[2]), fields[0]));
            });
    return figures;
  }

  private static int sum(String gres) {
    return count(gres).stream().mapToInt(Integer::intValue).sum();
  }

  private static List<Integer> count(String gres) {
    return GPU.matcher(gres).results().map(found -> Integer.parseInt(found.group(1))).toList();
  }
}
