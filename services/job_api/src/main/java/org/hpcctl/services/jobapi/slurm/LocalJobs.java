package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// Runs scripts on this host, as the user of this process whoever is named, for a service that was
/// started alone. As many at once as there are processors; the others wait. Forgets everything when
/// it ends, and ends its jobs with it.
public final class LocalJobs implements Scheduler {
  private static final String PARTITION = "local";
  private static final int MOST_REMEMBERED = 1000;

  private final Path directory;
  private final String host;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final NavigableMap<JobId, LocalJob> jobs = new TreeMap<>();
  private long last;
  private boolean closed;

  /// @param directory where scripts and outputs are written
  public LocalJobs(Path directory, String host) {
    this.directory = directory;
    this.host = host;
  }

  @Override
  public synchronized List<Job> jobs() {
    return jobs.values().stream().map(job -> job.shown(PARTITION, host)).toList();
  }

  @Override
  public List<Partition> partitions() {
    return List.of(
        new Partition(
            PARTITION,
            "up",
            true,
            Optional.empty(),
            new Shares(running() > 0 ? 1 : 0, running() > 0 ? 0 : 1, 0, 1),
            shares(),
            0,
            List.of()));
  }

  @Override
  public List<Node> nodes() {
    return List.of(
        new Node(
            host,
            running() == 0 ? "idle" : "mixed",
            shares(),
            0,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            "",
            List.of(PARTITION),
            ""));
  }

  @Override
  public Optional<List<Finished>> history(Instant from, Instant to, Optional<String> user) {
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Path> output(JobId job) {
    return Optional.ofNullable(jobs.get(job)).map(LocalJob::output);
  }

  @Override
  public synchronized JobId submit(Actor actor, Submission submission)
      throws SchedulerAway, SchedulerRefused {
    if (submission.options().containsKey(JobOption.ARRAY)) {
      throw new SchedulerRefused("local jobs have no arrays");
    }
    if (!submission.options().getOrDefault(JobOption.PARTITION, PARTITION).equals(PARTITION)) {
      throw new SchedulerRefused("the only partition is " + PARTITION);
    }
    JobId id = new JobId(Long.toString(last + 1));
    jobs.put(id, LocalJob.write(id, actor.user(), submission, directory));
    last++;
    forget();
    startWhatFits();
    return id;
  }

  @Override
  public synchronized void cancel(Actor actor, JobId job) throws SchedulerRefused {
    own(actor, job).cancel();
    startWhatFits();
  }

  @Override
  public synchronized void hold(Actor actor, JobId job) throws SchedulerRefused {
    own(actor, job).hold(true);
  }

  @Override
  public synchronized void release(Actor actor, JobId job) throws SchedulerRefused {
    own(actor, job).hold(false);
    startWhatFits();
  }

  @Override
  public synchronized void close() {
    closed = true;
    jobs.values().forEach(LocalJob::cancel);
  }

  private LocalJob own(Actor actor, JobId id) throws SchedulerRefused {
    LocalJob job = jobs.get(id);
    if (job == null || !job.user().equals(actor.user())) {
      throw new SchedulerRefused("there is no such job of this user");
    }
    return job;
  }

  private synchronized int running() {
    return (int) jobs.values().stream().filter(LocalJob::running).count();
  }

  private Shares shares() {
    int busy = Math.min(running(), processors);
    return new Shares(busy, processors - busy, 0, processors);
  }

  private synchronized void startWhatFits() {
    for (LocalJob job : List.copyOf(jobs.values())) {
      if (closed || running() >= processors) {
        return;
      }
      if (job.canStart()) {
        job.start(this::startWhatFits);
      }
    }
  }

  private void forget() {
    Iterator<LocalJob> oldest = jobs.values().iterator();
    while (jobs.size() > MOST_REMEMBERED && oldest.hasNext()) {
      if (oldest.next().over()) {
        oldest.remove();
      }
    }
  }
}
