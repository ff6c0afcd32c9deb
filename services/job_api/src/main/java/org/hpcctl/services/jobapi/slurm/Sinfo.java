package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// The questions for partitions and nodes, and their answers. Only administrators write what is in
/// them; the free text, a node's reason, is cut at its first line break.
final class Sinfo {
  private static final int PARTITION_FIELDS = 8;
  private static final int NODE_FIELDS = 9;

  private Sinfo() {}

  static List<String> partitions() {
    return words(List.of(), "%R", "%a", "%l", "%F", "%C", "%m", "%G", "%P");
  }

  static List<String> nodes() {
    return words(List.of("--Node"), "%N", "%T", "%C", "%m", "%e", "%O", "%G", "%R", "%E");
  }

  private static List<String> words(List<String> more, String... fields) {
    List<String> words = new ArrayList<>(List.of("sinfo", "--noheader", "--all"));
    words.addAll(more);
    words.addAll(List.of("-o", String.join(Fence.PLAIN, fields)));
    return words;
  }

  /// A partition has a line for each kind of node it has.
  static List<Partition> partitions(String answer) {
    Map<String, Partition> partitions = new LinkedHashMap<>();
    lines(answer, PARTITION_FIELDS)
        .map(
            line ->
                new Partition(
                    line[0],
                    line[1],
                    line[7].endsWith("*"),
                    Figures.span(line[2]),
                    Shares.read(line[3]),
                    Shares.read(line[4]),
                    Figures.count(line[5]),
                    Stream.of(Figures.word(line[6])).filter(gres -> !gres.isEmpty()).toList()))
        .forEach(one -> partitions.merge(one.name(), one, Partition::and));
    return List.copyOf(partitions.values());
  }

  /// A node has a line for each partition it is in.
  static List<Node> nodes(String answer) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    lines(answer, NODE_FIELDS)
        .map(
            line ->
                new Node(
                    line[0],
                    line[1],
                    Shares.read(line[2]),
                    Figures.count(line[3]),
                    Figures.amount(line[4]),
                    Figures.decimal(line[5]),
                    Figures.word(line[6]),
                    List.of(line[7]),
                    Figures.word(line[8])))
        .forEach(node -> nodes.merge(node.name(), node, Node::and));
    return List.copyOf(nodes.values());
  }

  private static Stream<String[]> lines(String answer, int fields) {
    return answer.lines().map(line -> line.split(Fence.PLAIN, -1)).filter(f -> f.length == fields);
  }
}
