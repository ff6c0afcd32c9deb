package org.hpcctl.services.authservice.session;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Identity;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends sessions everywhere: in the database, in this process, and by an event in all others. Who
/// misses the event asks for [Sessions#ended].
public final class Endings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Database database;
  private final Identity identity;
  private final Bus bus;
  private final Lives lives;
  private final InstantSource clock;
  private final ScheduledExecutorService often =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("endings").daemon().factory());

  public Endings(Database database, Identity identity, Bus bus, Lives lives, InstantSource clock) {
    this.database = database;
    this.identity = identity;
    this.bus = bus;
    this.lives = lives;
    this.clock = clock;
  }

  /// Follows what other heads end, and removes what is over for good.
  public void follow() {
    long seconds = BETWEEN.toSeconds();
    ScheduledFuture<?> _ =
        often.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
    ScheduledFuture<?> _ = often.scheduleWithFixedDelay(this::tidy, 1, 60, TimeUnit.MINUTES);
  }

  /// Work that ends sessions, as one transaction; they are told of when it is done.
  public interface Work<T, X extends Exception> {
    T on(Handle handle, Set<String> ending) throws X;
  }

  /// @param work adds to its set whatever session it ends
  public <T, X extends Exception> T ending(Work<T, X> work) throws X {
    Set<String> ended = new LinkedHashSet<>();
    T result =
        database.<T, X>write(
            handle -> {
              ended.clear();
              T done = work.on(handle, ended);
              Instant now = clock.instant();
              ended.forEach(session -> new Sessions(handle, lives).end(session, now));
              return done;
            });
    Instant until = clock.instant().plus(lives.token());
    ended.forEach(session -> tell(session, until));
    return result;
  }

  /// The sessions by which a user is signed in, and the keys in his name.
  public Set<String> all(Handle handle, long userId) {
    Set<String> all = new LinkedHashSet<>();
    new Sessions(handle, lives).of(userId, clock.instant()).forEach(each -> all.add(each.id()));
    new KeyTable(handle).of(userId).forEach(key -> all.add(key.session()));
    return all;
  }

  /// The sessions of a user but one.
  public Set<String> others(Handle handle, long userId, String session) {
    return new Sessions(handle, lives)
        .of(userId, clock.instant()).stream()
            .map(Session::id)
            .filter(id -> !id.equals(session))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void tell(String session, Instant until) {
    identity.end(session, until);
    bus.publish(EndedSessions.event(session, until));
  }

  private void look() {
    try {
      Map<String, Instant> ended =
          database.read(handle -> new Sessions(handle, lives).ended(clock.instant()));
      ended.forEach(identity::end);
    } catch (DatabaseUnavailable e) {
      LOG.debug("cannot follow: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("cannot follow what other heads end", e);
    }
  }

  /// Removes sessions and counts of attempts that are of no use to anybody.
  void tidy() {
    try {
      database.write(
          handle -> {
            Instant now = clock.instant();
            new Sessions(handle, lives).purge(now);
            new Attempts(handle).purge(now);
            return now;
          });
    } catch (DatabaseUnavailable e) {
      LOG.debug("nothing is removed now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("what is over cannot be removed", e);
    }
  }

  @Override
  public void close() {
    often.shutdownNow();
  }
}
