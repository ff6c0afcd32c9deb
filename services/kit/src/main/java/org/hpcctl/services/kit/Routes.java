package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/// What a service answers where: its routes, and for a front end every other path below its base.
public final class Routes {
  /// The label under which requests to nothing we know are counted.
  static final String NONE = "none";

  private final List<Route> all;
  private final Optional<Pages> pages;
  private final Map<String, Map<String, Route>> exact = new HashMap<>();
  private final Map<UriTemplatePathSpec, Map<String, Route>> templates = new LinkedHashMap<>();

  private Routes(List<Route> all, Optional<Pages> pages) {
    this.all = List.copyOf(all);
    this.pages = pages;
    for (Route route : all) {
      Map<String, Route> methods =
          route.path().contains("{")
              ? templates.computeIfAbsent(
                  new UriTemplatePathSpec(route.path()), _ -> new TreeMap<>())
              : exact.computeIfAbsent(route.path(), _ -> new TreeMap<>());
      if (methods.put(route.method(), route) != null) {
        throw new IllegalArgumentException("twice: " + route.method() + " " + route.path());
      }
    }
  }

  /// A service without routes of its own: everything but health and metrics is a 404.
  public static Routes none() {
    return new Routes(List.of(), Optional.empty());
  }

  /// A front end: its pages and nothing else.
  public static Routes of(Pages pages) {
    return new Routes(List.of(), Optional.of(pages));
  }

  /// A back end.
  public static Routes of(List<Route> routes) {
    return new Routes(routes, Optional.empty());
  }

  /// @param label under which its requests are counted
  /// @param methods all that the path answers
  record Match(String label, Map<String, Route> methods, Map<String, String> variables) {}

  Optional<Match> match(String path) {
    Map<String, Route> methods = exact.get(path);
    if (methods != null) {
      return Optional.of(new Match(path, methods, Map.of()));
    }
    for (Map.Entry<UriTemplatePathSpec, Map<String, Route>> template : templates.entrySet()) {
      Map<String, String> variables = template.getKey().getPathParams(path);
      if (variables != null) {
        return Optional.of(
            new Match(template.getKey().getDeclaration(), template.getValue(), variables));
      }
    }
    return pages
        .flatMap(some -> some.find(path))
        .map(page -> Route.get("/", Access.open(), page))
        .map(route -> new Match("pages", Map.of("GET", route), Map.of()));
  }

  /// Every route, for whoever compares them with what is documented.
  public List<Route> all() {
    return all;
  }

  Routes and(List<Route> more) {
    List<Route> both = new ArrayList<>(all);
    both.addAll(more);
    return new Routes(both, pages);
  }
}
