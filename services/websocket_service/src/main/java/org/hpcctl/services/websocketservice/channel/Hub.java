package org.hpcctl.services.websocketservice.channel;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Who listens to what on this head; gives each event to exactly those who may see it.
///
/// One lock makes "replay what was missed, then listen" free of gaps and of doubles. Nothing under
/// it blocks: guests queue.
public final class Hub {
  private final Bounds bounds;
  private final Meters meters;
  private final Deadlines deadlines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Guest, Place> guests = new IdentityHashMap<>();
  private final Map<String, Set<Guest>> byUser = new HashMap<>();
  private final Map<Channel, Set<Guest>> listeners = new EnumMap<>(Channel.class);
  private final Map<Channel, Set<Guest>> overseers = new EnumMap<>(Channel.class);

  /// Those who came from a head that was faster than this one.
  private final Map<Guest, Bookmark> ahead = new IdentityHashMap<>();

  private final History history;
  private boolean closed;

  private record Place(Map<Channel, Scope> subscriptions, Future<?> expiry) {}

  /// @param from all events after this place are going to be handed in
  public Hub(Bounds bounds, Meters meters, Deadlines deadlines, Position from) {
    this.bounds = bounds;
    this.meters = meters;
    this.deadlines = deadlines;
    history = new History(bounds.replayMessages(), bounds.replayAge(), from);
    for (Channel channel : Channel.values()) {
      listeners.put(channel, identitySet());
      overseers.put(channel, identitySet());
    }
  }

  /// Gives `guest` a place, without any subscription; says why there is none.
  public Optional<Ending> join(Guest guest) {
    return locked(
        () -> {
          String user = guest.caller().username();
          Set<Guest> same = byUser.getOrDefault(user, Set.of());
          if (closed) {
            return Optional.of(Ending.SERVER_STOPPING);
          }
          if (guests.size() >= bounds.connections() || same.size() >= bounds.perUser()) {
            return Optional.of(Ending.TOO_MANY_CONNECTIONS);
          }
          Future<?> expiry =
              deadlines.after(
                  Duration.between(Instant.now(), guest.caller().until()),
                  () -> guest.end(Ending.TOKEN_EXPIRED));
          guests.put(guest, new Place(new EnumMap<>(Channel.class), expiry));
          byUser.computeIfAbsent(user, _ -> identitySet()).add(guest);
          meters.joined();
          return Optional.empty();
        });
  }

  /// Forgets `guest`; does nothing for one it does not know.
  public void leave(Guest guest) {
    locked(
        () -> {
          Place place = guests.remove(guest);
          ahead.remove(guest);
          if (place != null) {
            place.subscriptions().keySet().forEach(channel -> silence(guest, channel));
            place.expiry().cancel(false);
            Set<Guest> same = byUser.getOrDefault(guest.caller().username(), Set.of());
            same.remove(guest);
            if (same.isEmpty()) {
              byUser.remove(guest.caller().username());
            }
            meters.left();
          }
          return null;
        });
  }

  /// What a subscriber should know about the time before.
  ///
  /// @param complete whether all that followed its bookmark is delivered first
  /// @param last where the next disconnect would start from
  public record Resumed(boolean complete, Bookmark last) {}

  /// Makes `guest` listen, after it got what it missed since `after`. A scope that the guest has no
  /// permission for is the caller's mistake: ask [Rights] first.
  ///
  /// @param announce is called before the first event comes
  public void subscribe(
      Guest guest,
      Map<Channel, Scope> wanted,
      Optional<Bookmark> after,
      Consumer<Resumed> announce) {
    locked(
        () -> {
          Place place = guests.get(guest);
          if (place == null) {
            return null;
          }
          Set<Channel> news = new HashSet<>(Channel.of(Channel.Kind.NEWS));
          news.retainAll(wanted.keySet());
          after
              .filter(mark -> mark.isAheadOf(history.end()))
              .ifPresent(mark -> ahead.put(guest, mark));
          boolean complete =
              after
                  .map(mark -> news.stream().allMatch(channel -> history.reaches(mark, channel)))
                  .orElse(false);
          announce.accept(new Resumed(complete, history.end()));
          Stream.concat(
                  after.stream().flatMap(mark -> history.after(mark, news)),
                  wanted.keySet().stream().flatMap(channel -> history.state(channel).stream()))
              .filter(delivery -> sees(guest, wanted, delivery.news()))
              .toList()
              .forEach(guest::deliver);
          wanted.forEach((channel, scope) -> listen(guest, channel, scope));
          return null;
        });
  }

  private void listen(Guest guest, Channel channel, Scope scope) {
    silence(guest, channel);
    Place place = guests.get(guest);
    // A delivery that failed has made the guest leave.
    if (place != null) {
      place.subscriptions().put(channel, scope);
      Objects.requireNonNull(listeners.get(channel)).add(guest);
      switch (scope) {
        case OWN -> {}
        case ALL -> Objects.requireNonNull(overseers.get(channel)).add(guest);
      }
      meters.subscribed(channel, 1);
    }
  }

  public void unsubscribe(Guest guest, Channel channel) {
    locked(
        () -> {
          Place place = guests.get(guest);
          if (place != null) {
            place.subscriptions().remove(channel);
            silence(guest, channel);
          }
          return null;
        });
  }

  public Map<Channel, Scope> subscriptions(Guest guest) {
    return locked(
        () ->
            Optional.ofNullable(guests.get(guest))
                .map(place -> Map.copyOf(place.subscriptions()))
                .orElse(Map.of()));
  }

  /// The newest event of a channel that shows a state.
  public Optional<News> state(Channel channel) {
    return locked(() -> history.state(channel).map(Delivery::news));
  }

  /// How far those have read who come now.
  public Bookmark last() {
    return locked(history::end);
  }

  /// Gives an event, from whichever head it came, to those on this one who may see it.
  public void publish(News news) {
    locked(
        () -> {
          Delivery delivery = history.add(news);
          // Copies: a delivery that fails makes the guest leave while we walk.
          for (Guest guest : audience(news)) {
            if (!hasHad(guest, news)) {
              guest.deliver(delivery);
            }
          }
          return null;
        });
  }

  private boolean hasHad(Guest guest, News news) {
    Bookmark mark = ahead.isEmpty() ? null : ahead.get(guest);
    return mark != null && mark.covers(news);
  }

  private List<Guest> audience(News news) {
    Set<Guest> hearing = Objects.requireNonNull(listeners.get(news.channel()));
    return news.user()
        .map(
            user ->
                Stream.concat(
                        byUser.getOrDefault(user, Set.of()).stream().filter(hearing::contains),
                        Objects.requireNonNull(overseers.get(news.channel())).stream()
                            .filter(guest -> !guest.caller().username().equals(user)))
                    .toList())
        .orElseGet(() -> List.copyOf(hearing));
  }

  private static boolean sees(Guest guest, Map<Channel, Scope> wanted, News news) {
    return wanted.get(news.channel()) == Scope.ALL
        || news.user().map(guest.caller().username()::equals).orElse(true);
  }

  /// Ends the connections of one login.
  public void endSession(String session) {
    endThose(guest -> guest.caller().session().equals(session));
  }

  /// Ends all connections of a user.
  public void endUser(String username) {
    endThose(guest -> guest.caller().username().equals(username));
  }

  private void endThose(Predicate<Guest> meant) {
    List<Guest> leaving = locked(() -> guests.keySet().stream().filter(meant).toList());
    leaving.forEach(guest -> guest.end(Ending.SESSION_ENDED));
  }

  /// Sends everybody away and lets nobody in.
  public void close() {
    List<Guest> leaving =
        locked(
            () -> {
              closed = true;
              return List.copyOf(guests.keySet());
            });
    leaving.forEach(guest -> guest.end(Ending.SERVER_STOPPING));
  }

  private void silence(Guest guest, Channel channel) {
    Objects.requireNonNull(overseers.get(channel)).remove(guest);
    if (Objects.requireNonNull(listeners.get(channel)).remove(guest)) {
      meters.subscribed(channel, -1);
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static Set<Guest> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
