package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// The question for what the accounting remembers, and its answer.
final class Sacct {
  // The first and the last are Slurm's own words: the ends of a record stand between them.
  private static final List<String> FIELDS =
      List.of(
          "JobID",
          "User",
          "State",
          "ExitCode",
          "Partition",
          "Account",
          "QOS",
          "Submit",
          "Start",
          "End",
          "ElapsedRaw",
          "AllocCPUS",
          "ReqMem",
          "AllocTRES",
          "NodeList",
          "WorkDir",
          "JobName",
          "JobIDRaw");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Sacct() {}

  static List<String> words(Fence fence, Instant from, Instant to, Optional<String> user) {
    List<String> words =
        new ArrayList<>(List.of("sacct", "--noheader", "--allocations", "--parsable2"));
    words.add("--delimiter=" + fence.mark());
    words.add("--starttime=" + TIME.format(from));
    words.add("--endtime=" + TIME.format(to));
    words.add(user.map(name -> "--user=" + name).orElse("--allusers"));
    words.add("--format=" + String.join(",", FIELDS));
    return words;
  }

  static List<Finished> read(String answer, Fence fence) {
    int last = FIELDS.size() - 1;
    String[] parts = answer.split(Pattern.quote(fence.mark()), -1);
    List<Finished> all = new ArrayList<>();
    for (int i = 0; i + last < parts.length; i += last) {
      List<String> record = Arrays.asList(parts).subList(i, i + last);
      String head = record.getFirst();
      JobId.of(head.substring(head.lastIndexOf('\n') + 1))
          .map(id -> finished(id, record))
          .ifPresent(all::add);
    }
    return all;
  }

  private static Finished finished(JobId id, List<String> fields) {
    return new Finished(
        id,
        fields.get(16),
        fields.get(1),
        JobState.read(fields.get(2)),
        ExitStatus.read(fields.get(3)),
        fields.get(4),
        fields.get(5),
        fields.get(6),
        Figures.time(fields.get(7)),
        Figures.time(fields.get(8)),
        Figures.time(fields.get(9)),
        Duration.ofSeconds(Figures.amount(fields.get(10)).orElse(0)),
        Figures.count(fields.get(11)),
        fields.get(12),
        Figures.tres(fields.get(13)),
        Figures.word(fields.get(14)),
        fields.get(15));
  }
}
