package org.hpcctl.services.kit;

import module java.base;

/// What a service answers where: exact paths, and for a front end every other path below it.
///
/// @param exact endpoints by path
/// @param pages the front end's pages; a back end has none
public record Routes(Map<String, Endpoint> exact, Optional<Pages> pages) {
  /// The label under which requests to nothing we know are counted.
  static final String NONE = "none";

  public Routes {
    exact = Map.copyOf(exact);
  }

  /// A service without routes of its own: everything but health and metrics is a 404.
  public static Routes none() {
    return new Routes(Map.of(), Optional.empty());
  }

  /// A front end: its pages and nothing else.
  public static Routes of(Pages pages) {
    return new Routes(Map.of(), Optional.of(pages));
  }

  /// @param route the label under which its requests are counted
  record Match(String route, Endpoint endpoint) {}

  Optional<Match> match(String path) {
    Endpoint endpoint = exact.get(path);
    return endpoint != null
        ? Optional.of(new Match(path, endpoint))
        : pages.flatMap(all -> all.find(path)).map(page -> new Match("pages", page));
  }

  Routes and(Map<String, Endpoint> more) {
    Map<String, Endpoint> all = new HashMap<>(exact);
    all.putAll(more);
    return new Routes(all, pages);
  }
}
