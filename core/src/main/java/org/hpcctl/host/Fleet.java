package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// The same task on many hosts at once. The only class that makes threads; nearly all are virtual.
public final class Fleet {
  private final int atOnce;

  /// @param atOnce how many hosts are worked on at the same time
  public Fleet(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one host at a time, not " + atOnce);
    }
    this.atOnce = atOnce;
  }

  /// Runs `task` with each open connection.
  public <T> SequencedMap<String, Outcome<T>> each(
      Collection<? extends Remote> remotes, Function<? super Remote, T> task) {
    return each(remotes, Remote::host, task);
  }

  /// Runs `task` for each host and keeps every outcome, in the order of `hosts`.
  ///
  /// A task that throws [Unreachable] or [Refused] fails alone. Anything else it throws is a bug:
  /// the others are let finish, then it is thrown on. When the calling thread is interrupted, the
  /// running tasks are too, those not begun are not begun, and the interrupt stays set.
  public <H, T> SequencedMap<String, Outcome<T>> each(
      Collection<? extends H> hosts,
      Function<? super H, String> name,
      Function<? super H, ? extends T> task) {
    Semaphore places = new Semaphore(atOnce);
    AtomicBoolean stopped = new AtomicBoolean();
    SequencedMap<String, Future<Outcome<T>>> running = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (H host : hosts) {
        String key = name.apply(host);
        Callable<Outcome<T>> work = () -> outcome(places, stopped, key, () -> task.apply(host));
        if (running.put(key, threads.submit(work)) != null) {
          threads.shutdownNow();
          throw new IllegalArgumentException("two hosts are called " + key);
        }
      }
      return collected(running, threads, stopped);
    }
  }

  private static <T> Outcome<T> outcome(
      Semaphore places, AtomicBoolean stopped, String host, Supplier<? extends T> task) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      return interrupted(host);
    }
    try {
      return stopped.get() ? interrupted(host) : new Outcome.Done<>(task.get());
    } catch (Unreachable e) {
      return new Outcome.Failed<>(List.of(e.problem()), e.transientFault());
    } catch (Refused e) {
      return new Outcome.Failed<>(e.problems(), false);
    } finally {
      places.release();
    }
  }

  private static <T> SequencedMap<String, Outcome<T>> collected(
      SequencedMap<String, Future<Outcome<T>>> running,
      ExecutorService threads,
      AtomicBoolean stopped) {
    SequencedMap<String, Outcome<T>> outcomes = new LinkedHashMap<>();
    List<Throwable> bugs = new ArrayList<>();
    boolean interrupted = false;
    for (var entry : running.entrySet()) {
      while (!outcomes.containsKey(entry.getKey())) {
        try {
          outcomes.put(entry.getKey(), entry.getValue().get());
        } catch (InterruptedException e) {
          interrupted = true;
          stopped.set(true);
          threads.shutdownNow();
        } catch (ExecutionException e) {
          bugs.add(e.getCause());
          outcomes.put(entry.getKey(), new Outcome.Failed<>(List.of(), false));
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!bugs.isEmpty()) {
      IllegalStateException first = new IllegalStateException(bugs.removeFirst());
      bugs.forEach(first::addSuppressed);
      throw first;
    }
    return outcomes;
  }

  private static <T> Outcome<T> interrupted(String host) {
    return new Outcome.Failed<>(
        List.of(Problem.error("interrupted", "", "run it again").at(Place.host(host))), true);
  }

  /// One piece of work beside the caller's: a stream to pump, a command that must not last.
  static <T> CompletableFuture<T> beside(String name, Callable<T> work) {
    return start(Thread.ofVirtual().name(name), work);
  }

  /// The same for what waits in the network: by a thread of the platform. For virtual ones that
  /// wait there the JVM keeps a poller, and because of it takes 0.3 s to end.
  static <T> CompletableFuture<T> dialing(String name, Callable<T> work) {
    return start(Thread.ofPlatform().daemon().name(name), work);
  }

  /// Begins something that waits in the network, beside what the caller does.
  public static <T> Beside<T> meanwhile(String name, Callable<T> work) {
    return new Beside<>(dialing(name, work));
  }

  /// Work beside the caller's. Closing gives up what is not done yet.
  public static final class Beside<T> implements AutoCloseable {
    private final CompletableFuture<T> work;

    private Beside(CompletableFuture<T> work) {
      this.work = work;
    }

    /// Waits for the result; throws what the work threw.
    public T join() {
      try {
        return work.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }

    @Override
    public void close() {
      work.cancel(true);
    }
  }

  private static <T> CompletableFuture<T> start(Thread.Builder builder, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        builder.start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    // Whoever gives up waiting stops the work too.
    result.whenComplete(
        (_, failure) -> {
          if (failure instanceof CancellationException) {
            thread.interrupt();
          }
        });
    return result;
  }
}
