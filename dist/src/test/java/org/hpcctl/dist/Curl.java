package org.hpcctl.dist;

import module java.base;

/// Somebody at a command line who calls the portal as its documents say.
record Curl(String address) {
  /// @param body of the answer
  record Answer(int status, String headers, String body) {
    /// A header's value, empty when there is none.
    String header(String name) {
      return headers
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /// @param path below the portal's address
  /// @param arguments of curl(1)
  Answer call(String path, String... arguments) throws Exception {
    Path headers = Files.createTempFile("hpcctl", ".headers");
    try {
      List<String> command =
          new ArrayList<>(List.of("curl", "--disable", "--silent", "--insecure", "--noproxy", "*"));
      command.addAll(List.of("--max-time", "30", "--dump-header", headers.toString()));
      command.addAll(List.of("--write-out", "\n%{http_code}"));
      command.addAll(List.of(arguments));
      command.add("https://" + address + path);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = said.lastIndexOf('\n');
      process.waitFor();
      return new Answer(
          Integer.parseInt(said.substring(end + 1)),
          Files.readString(headers),
          said.substring(0, end));
    } finally {
      Files.delete(headers);
    }
  }
}
