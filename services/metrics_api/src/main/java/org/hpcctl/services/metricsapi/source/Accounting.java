package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// What Slurm's accounting has of the last hour, by `sacct`: all heads tell the same, and a restart
/// forgets nothing. A cluster without accounting has none of these figures.
public final class Accounting implements Source {
  private static final List<String> WHETHER = List.of("scontrol", "show", "config");
  private static final Pattern NONE =
      Pattern.compile(
          "(?m)^AccountingStorageType\\s*=\\s*(\\(null\\)|accounting_storage/none)\\s*$");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int FIELDS = 6;

  private final Command command;
  private final InstantSource clock;

  Accounting(Command command, InstantSource clock) {
    this.command = command;
    this.clock = clock;
  }

  public static Accounting here() {
    return new Accounting(Command.here(), InstantSource.system());
  }

  @Override
  public String name() {
    return "accounting";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Figure> look() throws IOException {
    if (NONE.matcher(command.output(WHETHER)).find()) {
      return List.of();
    }
    Instant now = clock.instant();
    Instant since = now.minus(WINDOW);
    return figures(command.output(question(since, now)), since, now);
  }

  static List<String> question(Instant since, Instant now) {
    return List.of(
        "sacct",
        "--noheader",
        "--allocations",
        "--allusers",
        "--parsable2",
        "--starttime=" + TIME.format(since),
        "--endtime=" + TIME.format(now),
        "--format=State,Partition,AllocCPUS,Eligible,Start,End");
  }

  static List<Figure> figures(String answer, Instant since, Instant now) {
    Map<String, Long> ended = new TreeMap<>();
    for (String state : List.of("completed", "failed", "cancelled", "timeout")) {
      ended.put(state, 0L);
    }
    Map<String, Share> partitions = new TreeMap<>();
    answer
        .lines()
        .map(line -> line.split("\\|", -1))
        .filter(fields -> fields.length == FIELDS)
        .forEach(
            fields -> {
              Optional<Instant> start = time(fields[4]);
              Optional<Instant> end = time(fields[5]);
              if (end.filter(at -> within(at, since, now)).isPresent()) {
                // CANCELLED by 1002
                ended.merge(fields[0].split(" ")[0].toLowerCase(Locale.ROOT), 1L, Long::sum);
              }
              start.ifPresent(
                  at ->
                      partitions.merge(
                          fields[1], share(fields, at, end.orElse(now), since, now), Share::and));
            });
    List<Figure> figures = new ArrayList<>();
    ended.forEach((state, count) -> figures.add(Figure.of(Family.ENDED_JOBS, count, state)));
    partitions.forEach(
        (partition, share) -> {
          figures.add(Figure.of(Family.STARTED_JOBS, share.started, partition));
          figures.add(Figure.of(Family.CPU_SECONDS, share.cpuSeconds, partition));
          if (share.started > 0) {
            figures.add(
                Figure.of(
                    Family.WAIT_SECONDS, (double) share.waitedSeconds / share.started, partition));
          }
        });
    return figures;
  }

  private static Share share(
      String[] fields, Instant start, Instant end, Instant since, Instant now) {
    Instant from = start.isBefore(since) ? since : start;
    Instant to = end.isAfter(now) ? now : end;
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    long cpus = (long) Words.decimal(fields[2]).orElse(0);
    if (!within(start, since, now)) {
      return new Share(0, 0, seconds * cpus);
    }
    Instant eligible = time(fields[3]).orElse(start);
    return new Share(1, Math.max(0, Duration.between(eligible, start).toSeconds()), seconds * cpus);
  }

  private static boolean within(Instant at, Instant since, Instant now) {
    return !at.isBefore(since) && !at.isAfter(now);
  }

  /// Empty for `Unknown` and `None`, which is what has not happened.
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(TIME.parse(text, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private record Share(long started, long waitedSeconds, long cpuSeconds) {
    Share and(Share other) {
      return new Share(
          started + other.started,
          waitedSeconds + other.waitedSeconds,
          cpuSeconds + other.cpuSeconds);
    }
  }
}
