package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// What stands between the fields of an answer. Users choose names, comments and directories, line
/// breaks included, so what ends such a field is a word they cannot know: it is new for each
/// question. Otherwise a job's name could pretend to be a job of somebody else.
record Fence(String mark) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Between fields that only Slurm and its administrator write.
  static final String PLAIN = "\u001f";

  static Fence random() {
    byte[] bytes = new byte[6];
    RANDOM.nextBytes(bytes);
    // Slurm reads digits behind the colon of a field as its width, so no digit comes first.
    return new Fence("\u001e" + HexFormat.of().formatHex(bytes) + "\u001e");
  }

  /// Splits an answer whose records have so many fields that end with the mark, the last included.
  List<List<String>> records(String answer, int fields) {
    String[] parts = answer.split(Pattern.quote(mark), -1);
    List<List<String>> records = new ArrayList<>();
    for (int i = 0; i + fields < parts.length; i += fields) {
      List<String> one = new ArrayList<>(Arrays.asList(parts).subList(i, i + fields));
      one.set(0, one.getFirst().stripLeading());
      records.add(one);
    }
    return records;
  }
}
