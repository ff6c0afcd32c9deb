package org.hpcctl.services.jobapi.slurm;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.act.End;
import org.hpcctl.services.kit.act.Order;
import org.hpcctl.services.kit.act.Verb;

/// Slurm, by its commands: questions with our own rights, deeds as the user.
public final class Slurm implements Scheduler {
  private static final byte[] NOTHING = {};
  // The answer is `123`, or `123;cluster` in a federation.
  private static final Pattern SUBMITTED = Pattern.compile("(\\d+)(?:;.*)?\\s*");
  // Other keys may follow: Power, MailUser, TresPerTask. A path that looks like one is cut, and
  // then
  // its own user reads another file of theirs, or none.
  private static final Pattern OUTPUT =
      Pattern.compile(".* StdOut=(/.*?)(?: [A-Z][A-Za-z]*=.*)?\\s*");

  private final Questions questions;
  private final ActAsUser act;

  Slurm(Questions questions, ActAsUser act) {
    this.questions = questions;
    this.act = act;
  }

  /// The Slurm whose commands and configuration this host has.
  public static Slurm here(ActAsUser act) {
    return new Slurm(Questions.here(), act);
  }

  @Override
  public List<Job> jobs() throws SchedulerAway {
    Fence fence = Fence.random();
    return Squeue.read(ask(Squeue.words(fence)), fence);
  }

  @Override
  public List<Partition> partitions() throws SchedulerAway {
    return Sinfo.partitions(ask(Sinfo.partitions()));
  }

  @Override
  public List<Node> nodes() throws SchedulerAway {
    return Sinfo.nodes(ask(Sinfo.nodes()));
  }

  @Override
  public Optional<List<Finished>> history(Instant from, Instant to, Optional<String> user)
      throws SchedulerAway {
    Fence fence = Fence.random();
    Questions.Answer answer = questions.ask(Sacct.words(fence, from, to, user));
    if (answer.status() == 0) {
      return Optional.of(Sacct.read(answer.output(), fence));
    }
    if (Complaint.read(answer.errors()) == Complaint.NO_ACCOUNTING) {
      return Optional.empty();
    }
    throw away(answer.errors());
  }

  @Override
  public Optional<Path> output(JobId job) throws SchedulerAway {
    // Of this one job only: its owner chose much of the text, so it proves nothing about others.
    Questions.Answer answer =
        questions.ask(List.of("scontrol", "show", "job", "--oneliner", job.text()));
    if (answer.status() == 0) {
      Matcher output = OUTPUT.matcher(answer.output().lines().findFirst().orElse(""));
      return output.matches() ? Optional.of(Path.of(output.group(1))) : Optional.empty();
    }
    if (Complaint.read(answer.errors()) == Complaint.NO_SUCH_JOB) {
      return Optional.empty();
    }
    throw away(answer.errors());
  }

  @Override
  public JobId submit(Actor actor, Submission submission) throws SchedulerAway, SchedulerRefused {
    Order order =
        new Order(
            actor.requestId(),
            actor.user(),
            Verb.SBATCH,
            submission.directory(),
            submission.words());
    String answer = act(order, submission.script().getBytes(StandardCharsets.UTF_8));
    Matcher id = SUBMITTED.matcher(answer);
    return Optional.of(id)
        .filter(Matcher::matches)
        .flatMap(found -> JobId.of(found.group(1)))
        .orElseThrow(() -> new SchedulerAway("sbatch answered without a job's id"));
  }

  @Override
  public void cancel(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    act(Order.of(actor.requestId(), actor.user(), Verb.SCANCEL, job.text()), NOTHING);
  }

  @Override
  public void hold(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    act(Order.of(actor.requestId(), actor.user(), Verb.HOLD, job.text()), NOTHING);
  }

  @Override
  public void release(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    act(Order.of(actor.requestId(), actor.user(), Verb.RELEASE, job.text()), NOTHING);
  }

  @Override
  public void close() {}

  private String ask(List<String> words) throws SchedulerAway {
    Questions.Answer answer = questions.ask(words);
    if (answer.status() != 0) {
      throw away(answer.errors());
    }
    return answer.output();
  }

  private String act(Order order, byte[] input) throws SchedulerAway, SchedulerRefused {
    ActAsUser.Done done;
    try {
      done = act.run(order, input);
    } catch (IOException e) {
      throw new SchedulerAway(String.valueOf(e.getMessage()), e);
    }
    return switch (done.end()) {
      case End.Exited(int status) when status == 0 -> done.text();
      // setpriv(1) says so of a command that is not there; Slurm's own never do.
      case End.Exited(int status) when status == 126 || status == 127 -> throw away(done.errors());
      case End.Exited _ when Complaint.read(done.errors()) == Complaint.AWAY ->
          throw away(done.errors());
      case End.Exited _ -> throw new SchedulerRefused(Complaint.plain(done.errors()));
      case End.Failed(String errno) -> throw new SchedulerAway("the helper failed: " + errno);
      case End.Rejected(_, String words) -> throw new SchedulerRefused(words);
      case End.TimedOut _ -> throw new SchedulerAway("Slurm did not answer in time");
    };
  }

  private static SchedulerAway away(String errors) {
    return new SchedulerAway(Complaint.plain(errors));
  }
}
