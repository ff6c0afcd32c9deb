package org.hpcctl.dist;

import module java.base;

/// `release.json`: what hpcctl may put on a host, so that it need not read 100 MB to know digests.
final class Release {
  static void write(Path home, String version, Collection<String> services) throws IOException {
    List<String> artifacts = new ArrayList<>();
    for (String name : services) {
      Path file = home.resolve("services").resolve(name);
      artifacts.add(
          "    {\"file\": \"services/%s\", \"sha256\": \"%s\", \"size\": %d}"
              .formatted(name, Sha256.of(file), Files.size(file)));
    }
    String text =
        "{\n  \"version\": \"%s\",\n  \"artifacts\": [\n%s\n  ]\n}\n"
            .formatted(version, String.join(",\n", artifacts));
    Files.writeString(home.resolve("release.json"), text);
  }

  private Release() {}
}
