package org.hpcctl.services.kit;

import module java.base;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.limit.Limiter;
import org.hpcctl.services.kit.redis.Redis;

/// What the kit puts under a service: it is opened when the service asks for it, watched by
/// `/health/detailed`, and closed after the last request, in the reverse order.
public final class Ground implements AutoCloseable {
  private final Settings settings;
  private final PrometheusRegistry metrics;
  private final SequencedMap<String, Check> dependencies = new LinkedHashMap<>();
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private Optional<Redis> redis = Optional.empty();
  private Optional<Bus> bus = Optional.empty();
  private Optional<Limiter> limiter = Optional.empty();
  private volatile boolean ownIdentity;
  private final AtomicReference<Optional<Identity>> identity =
      new AtomicReference<>(Optional.empty());

  Ground(Settings settings, PrometheusRegistry metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  public Settings settings() {
    return settings;
  }

  /// Where a service registers what it counts besides its requests.
  public PrometheusRegistry metrics() {
    return metrics;
  }

  /// The service's database, watched; a file in [#state] where no server is named.
  ///
  /// @param name of the database
  /// @param migrations folder on the class path with `V1__….sql`
  public Database database(String name, String migrations) throws IOException {
    Optional<StoreFields.ServerPlace> server = settings.surroundings().database();
    DatabaseSettings place =
        server.isPresent()
            ? server.get().database(name)
            : new DatabaseSettings.Embedded(state().resolve(name));
    Database database = closing(Database.open(place, migrations));
    watch("database", database::fault);
    return database;
  }

  /// Redis, watched; empty where nothing is shared with other processes.
  public synchronized Optional<Redis> redis() {
    if (redis.isEmpty() && settings.surroundings().redis().isPresent()) {
      Redis opened = closing(Redis.open(settings.surroundings().redis().get()));
      watch("redis", opened::fault);
      redis = Optional.of(opened);
    }
    return redis;
  }

  /// What happens in other services and heads, and what is told to them.
  public synchronized Bus bus() {
    if (bus.isEmpty()) {
      bus = Optional.of(closing(redis().map(Bus::over).orElseGet(Bus::inMemory)));
    }
    return bus.orElseThrow();
  }

  /// Counts requests of all heads together where Redis is there.
  public synchronized Limiter limiter() {
    if (limiter.isEmpty()) {
      limiter = Optional.of(redis().map(Limiter::shared).orElseGet(Limiter::local));
    }
    return limiter.orElseThrow();
  }

  /// A directory of this service alone, made when it is missing.
  public Path state() throws IOException {
    Path state = settings.surroundings().state();
    return Files.isDirectory(state)
        ? state
        : Files.createDirectories(
            state,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Something the service needs, told while it starts; when it is away, that is told and calls are
  /// refused one by one. It does not take readiness away: all heads share it, and none would be
  /// better.
  public void watch(String name, Check check) {
    dependencies.put(name, check);
  }

  /// Closes it when the service stops.
  public <T extends AutoCloseable> T closing(T resource) {
    open.push(resource);
    return resource;
  }

  /// Has [#identity] hear of sessions that end, unless the service sees to that itself.
  void followEnded() {
    if (!ownIdentity) {
      closing(
          EndedSessions.follow(
              bus(), identity(), settings.surroundings().identity().authService()));
    }
  }

  /// Who callers are: as auth_service says, unless this is auth_service and said it itself.
  public Identity identity() {
    return identity
        .updateAndGet(
            known ->
                known.isPresent()
                    ? known
                    : Optional.of(
                        Identity.asking(
                            settings.surroundings().identity(), InstantSource.system())))
        .orElseThrow();
  }

  /// For auth_service alone, before anything asks for [#identity].
  public void identity(Identity own) {
    ownIdentity = true;
    identity.set(Optional.of(own));
  }

  SequencedMap<String, Check> dependencies() {
    return Collections.unmodifiableSequencedMap(dependencies);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) {
        RunningService.LOG.atError().setCause(e).log("something could not be closed");
      }
    }
  }
}
