package org.hpcctl.lab;

import module java.base;

/// What lab is wanted.
///
/// @param name labs of different names stand beside each other on one machine
/// @param suites given to the hosts in turn: heads first, then compute nodes
public record LabSpec(String name, int heads, int computes, List<Suite> suites) {
  /// The name of the lab when nobody says otherwise.
  public static final String DEFAULT_NAME = "lab";

  // Interface names have 15 characters; no dash, so that hpclab-NAME-HOST reads only one way.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,14}");
  private static final int MOST_HEADS = 9;
  private static final int MOST_COMPUTES = 69;

  public LabSpec {
    checkName(name);
    suites = List.copyOf(suites);
    if (heads < 1 || heads > MOST_HEADS) {
      throw new Unable(
          "a lab cannot have %d heads".formatted(heads), "ask for 1 to %d".formatted(MOST_HEADS));
    }
    if (computes < 0 || computes > MOST_COMPUTES) {
      throw new Unable(
          "a lab cannot have %d compute nodes".formatted(computes),
          "ask for 0 to %d".formatted(MOST_COMPUTES));
    }
    if (suites.isEmpty()) {
      throw new Unable("a lab needs a suite", "write bookworm, trixie or both");
    }
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Unable(
          "`%s` cannot be a lab's name".formatted(name),
          "use up to 15 lower-case letters and digits, a letter first");
    }
  }

  /// The hosts, heads first.
  List<Member> members() {
    var members = new ArrayList<Member>();
    for (int i = 1; i <= heads; i++) {
      members.add(new Member("head" + i, nextSuite(members), 10 + i, true));
    }
    for (int i = 1; i <= computes; i++) {
      members.add(new Member("node" + i, nextSuite(members), 110 + i, false));
    }
    return members;
  }

  private Suite nextSuite(List<Member> before) {
    return suites.get(before.size() % suites.size());
  }
}
