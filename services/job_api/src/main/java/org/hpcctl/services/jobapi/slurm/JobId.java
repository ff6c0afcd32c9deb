package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// The name of a job as Slurm's commands take it: `123`, `123_4` (a task of an array), `123+1` (a
/// part of a heterogeneous job).
public record JobId(String text) implements Comparable<JobId> {
  private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,9}(?:_\\d{1,10}|\\+\\d{1,5})?");
  private static final Pattern MARK = Pattern.compile("[_+]");
  private static final Comparator<JobId> ORDER =
      Comparator.comparingLong(JobId::number).thenComparingLong(JobId::part);

  public JobId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not the id of a job: " + text);
    }
  }

  public static Optional<JobId> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  /// The number before a mark: that of the whole array or heterogeneous job.
  public long number() {
    return Long.parseLong(MARK.split(text)[0]);
  }

  private long part() {
    String[] parts = MARK.split(text);
    return parts.length == 1 ? -1 : Long.parseLong(parts[1]);
  }

  @Override
  public int compareTo(JobId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
