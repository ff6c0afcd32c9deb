package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Place;

/// Where each value of a document stands, by its path in the documented form.
public final class Places {
  private final Map<String, Place> places;

  Places(Map<String, Place> places) {
    this.places = Map.copyOf(places);
  }

  /// The place of a value; of the section around it when the value is a default.
  public Place of(String path) {
    Place place = places.get(path);
    if (place != null) {
      return place;
    }
    int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    Place around =
        cut > 0 ? of(path.substring(0, cut)) : places.getOrDefault("", Place.file("the YAML"));
    return new Place(around.file(), around.line(), around.column(), path);
  }

  /// Whether the value is written in the document.
  public boolean written(String path) {
    return places.containsKey(path);
  }

  /// The paths of all values that are written, with `[]` for any item of a list.
  public Set<String> paths() {
    return places.keySet().stream()
        .map(path -> path.replaceAll("\\[[0-9]+]", "[]"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
