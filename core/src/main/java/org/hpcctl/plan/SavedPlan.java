package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Resource;

/// What was shown to the operator, so that exactly that is applied later and nothing else. It holds
/// digests, no contents: no secret is ever in a plan file. Applying plans and probes anew and
/// refuses when anything is not as it was.
///
/// @param hosts by host name: each pending change by its resource
public record SavedPlan(
    int format, String release, SortedMap<String, SortedMap<String, Entry>> hosts) {
  /// One pending change.
  ///
  /// @param desired digest of what shall be
  /// @param observed digest of what was seen, or `absent`
  public record Entry(String action, String desired, String observed) {}

  private static final int FORMAT = 1;

  public static SavedPlan of(String release, Collection<Difference> differences) {
    SortedMap<String, SortedMap<String, Entry>> hosts = new TreeMap<>();
    for (Difference difference : differences) {
      SortedMap<String, Entry> entries = new TreeMap<>();
      difference.pending().forEach(change -> entries.put(change.desired().id(), entry(change)));
      hosts.put(difference.host(), entries);
    }
    return new SavedPlan(FORMAT, release, hosts);
  }

  private static Entry entry(Change change) {
    return switch (change) {
      case Change.Create(Resource desired) -> new Entry("create", digest(desired), "absent");
      case Change.Update(Resource desired, Resource observed, _) ->
          new Entry("update", digest(desired), digest(observed));
      case Change.Remove(Resource desired) -> new Entry("remove", "absent", digest(desired));
      case Change.InSync _, Change.Blocked _ ->
          throw new IllegalStateException("not pending: " + change.desired().id());
    };
  }

  private static String digest(Resource resource) {
    return Digest.of(resource.fields() + resource.contentDigest()).substring(0, 16);
  }

  /// Every way in which `now` is not what was saved, one sentence each.
  public List<String> departures(SavedPlan now) {
    List<String> departures = new ArrayList<>();
    if (!release.equals(now.release)) {
      departures.add("it was made by release " + release + ", this is " + now.release);
    }
    SortedSet<String> names = new TreeSet<>(hosts.keySet());
    names.addAll(now.hosts.keySet());
    for (String host : names) {
      if (!hosts.containsKey(host)) {
        departures.add(host + " is not in it");
      } else if (!now.hosts.containsKey(host)) {
        departures.add(host + " cannot be asked now");
      } else {
        compare(
            host,
            Objects.requireNonNull(hosts.get(host)),
            Objects.requireNonNull(now.hosts.get(host)),
            departures);
      }
    }
    return departures;
  }

  private static void compare(
      String host, Map<String, Entry> saved, Map<String, Entry> now, List<String> departures) {
    SortedSet<String> ids = new TreeSet<>(saved.keySet());
    ids.addAll(now.keySet());
    for (String id : ids) {
      if (!Objects.equals(saved.get(id), now.get(id))) {
        departures.add(
            "%s: %s %s"
                .formatted(
                    host,
                    id,
                    !saved.containsKey(id)
                        ? "was as it should be and is not any more"
                        : !now.containsKey(id)
                            ? "has been put right in the meantime"
                            : "is not what it was"));
      }
    }
  }
}
