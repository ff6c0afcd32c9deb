package org.hpcctl.services.jobapi;

import module java.base;

import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.act.Acting;
import org.hpcctl.services.kit.act.End;
import org.hpcctl.services.kit.act.FileFacts;
import org.hpcctl.services.kit.act.Order;
import org.hpcctl.services.kit.act.Verb;

/// What a job writes. Read as the job's user and no other way: the path is the user's own word, and
/// may be that of any file.
final class OutputRoutes {
  private static final long MOST = 8L << 20;
  private static final int FOLLOWERS = 24;
  private static final Duration LONGEST_FOLLOW = Duration.ofHours(1);
  private static final String WAIT = "15";

  private final Rights rights;
  private final Scheduler scheduler;
  private final ActAsUser act;
  private final Watch watch;
  // Each holds one of the orders to the helper, which the others need too.
  private final Semaphore followers = new Semaphore(FOLLOWERS);

  OutputRoutes(Rights rights, Scheduler scheduler, ActAsUser act, Watch watch) {
    this.rights = rights;
    this.scheduler = scheduler;
    this.act = act;
    this.watch = watch;
  }

  /// @param bytes from `offset` on
  private record Piece(long offset, byte[] bytes, long size) {}

  List<Route> routes() {
    return List.of(Route.get("/api/jobs/{id}/output", Access.permitted(Rights.OWN), this::output));
  }

  private Answer output(Call call) {
    Rights.Visible job = rights.job(call);
    long offset = call.query("offset", -MOST, Long.MAX_VALUE / 2, 0);
    long length = call.query("length", 0, MOST, MOST);
    boolean follow = call.query("follow").map("true"::equals).orElse(false);
    Path path = path(job);
    if (follow) {
      return followed(call, job, path, Math.max(0, offset));
    }
    Piece piece = read(order(call, job, path, offset, length, "0"));
    return text(200, piece)
        .with("X-Output-Offset", Long.toString(piece.offset()))
        .with("X-Output-Size", Long.toString(piece.size()))
        .with("X-Job-Status", job.json().path("status").asText());
  }

  private Path path(Rights.Visible job) {
    return job.output()
        .or(() -> Answers.of(() -> scheduler.output(job.id())))
        .orElseThrow(
            () -> Refusal.notFound("It is not known any more where the job wrote its output."));
  }

  /// Goes on until the job is over and all was read.
  private Answer followed(Call call, Rights.Visible job, Path path, long offset) {
    // What is wrong from the beginning is still an answer; later it can only cut the connection.
    try {
      read(order(call, job, path, offset, 0, "0"));
    } catch (Refusal refusal) {
      if (refusal.status() != 404 || over(job)) {
        throw refusal;
      }
    }
    if (!followers.tryAcquire()) {
      throw Refusal.unavailable("Too many outputs are followed.", Duration.ofSeconds(10));
    }
    return Answer.streamed(
            200,
            "text/plain; charset=utf-8",
            -1,
            out -> {
              try {
                follow(call, job, path, offset, out);
              } finally {
                followers.release();
              }
            })
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Accel-Buffering", "no");
  }

  private void follow(Call call, Rights.Visible job, Path path, long offset, OutputStream out)
      throws IOException {
    Instant end = Instant.now().plus(LONGEST_FOLLOW);
    long next = offset;
    while (Instant.now().isBefore(end)) {
      boolean over = over(job);
      Piece piece;
      try {
        piece = read(order(call, job, path, next, MOST, over ? "0" : WAIT));
      } catch (Refusal refusal) {
        // Before a job has started there is no file.
        if (over || refusal.status() != 404) {
          throw new IOException("the output cannot be read any more", refusal);
        }
        awaitChange();
        continue;
      }
      out.write(piece.bytes());
      // Nothing new is an empty chunk, which finds out whether the client is still there.
      out.flush();
      next = piece.offset() + piece.bytes().length;
      if (over && piece.bytes().length == 0) {
        return;
      }
    }
  }

  private void awaitChange() throws IOException {
    try {
      watch.awaitAfter(watch.current().taken(), Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service stops", e);
    }
  }

  private boolean over(Rights.Visible job) {
    return watch.current().find(job.id()).map(Job::state).map(s -> s.stage().over()).orElse(true);
  }

  private static Order order(
      Call call, Rights.Visible job, Path path, long offset, long length, String wait) {
    return Order.of(
        call.id(),
        job.user(),
        Verb.READ,
        "/",
        path.toString(),
        Long.toString(offset),
        Long.toString(length),
        wait);
  }

  private Piece read(Order order) {
    try (Acting acting = act.begin(order)) {
      byte[] bytes = acting.output().readNBytes(Math.toIntExact(MOST));
      return switch (acting.end()) {
        case End.Exited _ -> {
          long size = acting.facts().map(FileFacts::size).orElse(0L);
          long offset = Long.parseLong(order.arguments().get(2));
          yield new Piece(offset < 0 ? Math.max(0, size + offset) : offset, bytes, size);
        }
        case End.Failed(String errno) -> throw failed(errno);
        case End.Rejected(_, String words) ->
            throw new Refusal(403, "not_readable", "The output is not read: " + words + ".");
        case End.TimedOut _ -> throw Answers.away("The output could not be read in time.");
      };
    } catch (IOException e) {
      throw Answers.away("The output cannot be read now: " + e.getMessage());
    }
  }

  private static Refusal failed(String errno) {
    return switch (errno) {
      case "ENOENT", "ENOTDIR" -> Refusal.notFound("There is no output yet, or no more.");
      case "EACCES", "EPERM", "ELOOP" ->
          new Refusal(403, "not_readable", "The job's user may not read the output.");
      default -> Answers.away("The output cannot be read: " + errno + ".");
    };
  }

  private static Answer text(int status, Piece piece) {
    return Answer.of(status, "text/plain; charset=utf-8", piece.bytes())
        .with("X-Content-Type-Options", "nosniff");
  }
}
