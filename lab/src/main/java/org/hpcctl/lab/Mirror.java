package org.hpcctl.lab;

import module java.base;

/// Where this machine gets Debian's packages from, as its own apt says.
///
/// @param archive the address of the archive
/// @param security the address of the security archive, if the machine uses it
record Mirror(String archive, Optional<String> security) {

  static Mirror ofThisMachine() {
    return parse(
        Machine.run(
            "apt-get",
            "indextargets",
            "--format",
            "$(ORIGIN) $(CODENAME) $(REPO_URI)",
            "Created-By: Packages"));
  }

  /// Reads lines of origin, code name and address.
  static Mirror parse(String targets) {
    List<String[]> debian =
        targets
            .lines()
            .map(line -> line.split(" ", -1))
            .filter(target -> target.length == 3 && target[0].equals("Debian"))
            .toList();
    String archive =
        debian.stream()
            .filter(target -> !target[1].contains("-"))
            .map(target -> target[2])
            .findFirst()
            .orElseThrow(
                () ->
                    new Unable(
                        "the apt of this machine does not know Debian's archive",
                        "run the lab on a Debian machine, after `apt-get update`"));
    Optional<String> security =
        debian.stream()
            .filter(target -> target[1].endsWith("-security"))
            .map(target -> target[2])
            .findFirst();
    return new Mirror(archive, security);
  }
}
