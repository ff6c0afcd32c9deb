package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// The question for all jobs, and its answer.
final class Squeue {
  // What Slurm and its administrator write first, then what users do.
  private static final List<String> PLAIN =
      List.of(
          "JobArrayID",
          "UserName",
          "UserID",
          "State",
          "Partition",
          "Account",
          "QOS",
          "NumNodes",
          "NumCPUs",
          "MinMemory",
          "tres-alloc",
          "TimeLimit",
          "SubmitTime",
          "StartTime",
          "EndTime",
          "Reason",
          "NodeList",
          "exit_code");
  private static final List<String> FREE = List.of("WorkDir", "Comment", "Name");

  private Squeue() {}

  static List<String> words(Fence fence) {
    String plain = String.join(":" + Fence.PLAIN + ",", PLAIN);
    String free = String.join(":" + fence.mark() + ",", FREE);
    String format = plain + ":" + fence.mark() + "," + free + ":" + fence.mark();
    return List.of("squeue", "--noheader", "--all", "--array", "--states=all", "-O", format);
  }

  static List<Job> read(String answer, Fence fence) {
    return fence.records(answer, 1 + FREE.size()).stream().flatMap(Squeue::job).toList();
  }

  private static Stream<Job> job(List<String> record) {
    String[] plain = record.getFirst().split(Fence.PLAIN, -1);
    if (plain.length != PLAIN.size()) {
      return Stream.empty();
    }
    JobState state = JobState.read(plain[3]);
    return JobId.of(plain[0]).stream()
        .map(
            id ->
                new Job(
                    id,
                    record.get(3),
                    plain[1],
                    Figures.amount(plain[2]).orElse(-1),
                    state,
                    Figures.word(plain[15]),
                    plain[4],
                    Figures.word(plain[5]),
                    Figures.word(plain[6]),
                    Figures.count(plain[7]),
                    Figures.count(plain[8]),
                    plain[9].equals("0") ? "" : plain[9],
                    Figures.tres(plain[10]),
                    Figures.span(plain[11]),
                    Figures.time(plain[12]),
                    Figures.time(plain[13]),
                    Figures.time(plain[14]),
                    Figures.word(plain[16]),
                    state.stage().over() ? ExitStatus.read(plain[17]) : Optional.empty(),
                    record.get(1),
                    Figures.word(record.get(2))));
  }
}
