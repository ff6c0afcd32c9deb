package org.hpcctl.resource;

import module java.base;

/// A system account with a group of its own name and no login.
///
/// @param groups further groups it is a member of, besides its own
public record Account(String name, String home, String shell, SortedSet<String> groups)
    implements Resource {
  public Account {
    Resource.path(home);
    Resource.path(shell);
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }

  @Override
  public String kind() {
    return "account";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("home", home, "shell", shell, "groups", String.join(",", groups));
  }
}
