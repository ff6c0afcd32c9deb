package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// Jobs and nodes by `squeue` and `sinfo`, three commands a look. The job_api has a richer reader;
/// services share no classes, and these counts want four fields of it.
public final class Slurm implements Source {
  public static final String NAME = "slurm";

  private static final List<String> JOBS =
      List.of("squeue", "--noheader", "--all", "--array", "--states=all", "--format=%i|%T|%C|%u");
  private static final List<String> NODES =
      List.of("sinfo", "--noheader", "--all", "--Node", "--format=%N|%T|%C|%m|%e|%O");
  private static final double MEBIBYTE = 1024.0 * 1024;

  private final Command command;
  private final Map<String, Long> finished = new TreeMap<>();
  private Optional<Set<String>> ended = Optional.empty();

  Slurm(Command command) {
    this.command = command;
  }

  public static Slurm here() {
    return new Slurm(Command.here());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<Figure> look() throws IOException {
    List<Figure> figures = new ArrayList<>();
    jobs(command.output(JOBS), figures);
    nodes(command.output(NODES), figures);
    figures.addAll(Gpus.read(command.output(Gpus.QUESTION)));
    return figures;
  }

  private void jobs(String answer, List<Figure> figures) {
    Map<String, Long> states = new TreeMap<>();
    for (String state : List.of("running", "pending", "completed")) {
      states.put(state, 0L);
    }
    Map<String, Use> users = new TreeMap<>();
    Map<String, String> over = new HashMap<>();
    answer
        .lines()
        .map(line -> line.split("\\|", 4))
        .filter(fields -> fields.length == 4)
        .forEach(
            fields -> {
              String state = fields[1].toLowerCase(Locale.ROOT);
              states.merge(state, 1L, Long::sum);
              switch (state) {
                case "running" ->
                    users.merge(fields[3], new Use(1, 0, number(fields[2])), Use::and);
                case "pending" -> users.merge(fields[3], new Use(0, 1, 0), Use::and);
                case "configuring", "completing", "suspended", "resizing", "stopped" -> {}
                case "requeued", "requeue_hold", "requeue_fed", "special_exit", "signaling" -> {}
                case "stage_out", "resv_del_hold" -> {}
                default -> over.put(fields[0], state);
              }
            });
    states.forEach((state, count) -> figures.add(Figure.of(Family.SLURM_JOBS, count, state)));
    finished(over);
    finished.forEach((state, count) -> figures.add(Figure.of(Family.JOBS_FINISHED, count, state)));
    users.forEach(
        (user, use) -> {
          figures.add(Figure.of(Family.USER_JOBS_RUNNING, use.running, user));
          figures.add(Figure.of(Family.USER_JOBS_PENDING, use.pending, user));
          figures.add(Figure.of(Family.USER_CPUS, use.cpus, user));
        });
  }

  /// Slurm tells of an ended job for MinJobAge (300 s), so that no look misses one.
  private void finished(Map<String, String> over) {
    for (String state : List.of("completed", "failed", "cancelled", "timeout")) {
      finished.putIfAbsent(state, 0L);
    }
    // What ended before the first look was ended by nobody we saw.
    ended.ifPresent(
        known ->
            over.forEach(
                (id, state) -> {
                  if (!known.contains(id)) {
                    finished.merge(state, 1L, Long::sum);
                  }
                }));
    ended = Optional.of(Set.copyOf(over.keySet()));
  }

  /// A node has a line for each partition it is in.
  private static void nodes(String answer, List<Figure> figures) {
    Map<String, Long> states = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    answer
        .lines()
        .map(line -> line.strip().split("\\|", -1))
        .filter(fields -> fields.length == 6 && seen.add(fields[0]))
        .forEach(
            fields -> {
              String node = fields[0];
              // Marks behind the word say more of the same: * does not answer, ~ sleeps, …
              String state = fields[1].replaceAll("[^A-Za-z_]+$", "").toLowerCase(Locale.ROOT);
              states.merge(state, 1L, Long::sum);
              figures.add(Figure.of(Family.SLURM_NODE_STATE, 1, node, state));
              String[] cpus = fields[2].split("/");
              if (cpus.length == 4) {
                figures.add(Figure.of(Family.SLURM_NODE_CPUS_ALLOCATED, number(cpus[0]), node));
                figures.add(Figure.of(Family.SLURM_NODE_CPUS, number(cpus[3]), node));
              }
              Words.decimal(fields[3])
                  .ifPresent(
                      mebibytes ->
                          figures.add(
                              Figure.of(Family.SLURM_NODE_MEMORY, mebibytes * MEBIBYTE, node)));
              Words.decimal(fields[4])
                  .ifPresent(
                      mebibytes ->
                          figures.add(
                              Figure.of(
                                  Family.SLURM_NODE_MEMORY_FREE, mebibytes * MEBIBYTE, node)));
              Words.decimal(fields[5])
                  .ifPresent(load -> figures.add(Figure.of(Family.SLURM_NODE_LOAD, load, node)));
            });
    states.forEach((state, count) -> figures.add(Figure.of(Family.SLURM_NODES, count, state)));
  }

  private static long number(String text) {
    return (long) Words.decimal(text).orElse(0);
  }

  private record Use(long running, long pending, long cpus) {
    Use and(Use other) {
      return new Use(running + other.running, pending + other.pending, cpus + other.cpus);
    }
  }
}
