package org.hpcctl.host;

import module java.base;

/// What the operator's own OpenSSH configuration says about one host, as `ssh -G` tells it: that
/// program alone knows all the rules of ssh_config(5).
///
/// @param hostName set only when the configuration gives one
/// @param user set only when it is not the one `ssh` would use without a configuration
/// @param port set only when it is not 22
/// @param jumps the hosts to go through, the first first
record OpensshConfig(
    Optional<String> hostName,
    Optional<String> user,
    OptionalInt port,
    List<String> identityFiles,
    boolean identitiesOnly,
    List<String> jumps,
    List<String> knownHosts) {

  /// What holds where there is no configuration, or no `ssh`.
  static final OpensshConfig NONE =
      new OpensshConfig(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          List.of("~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"),
          false,
          List.of(),
          List.of(
              "~/.ssh/known_hosts",
              "~/.ssh/known_hosts2",
              "/etc/ssh/ssh_known_hosts",
              "/etc/ssh/ssh_known_hosts2"));

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path SYSTEM_FOLDER = Path.of("/etc/ssh/ssh_config.d");

  /// Whether asking is worth its time: nobody configured anything, or `ssh` is missing.
  static boolean exists(Path home) {
    return Files.exists(home.resolve(".ssh/config")) || hasFiles(SYSTEM_FOLDER);
  }

  /// Asks `ssh`; falls back to [#NONE] when it is missing, slow or refuses its configuration.
  ///
  /// @param file instead of the files that `ssh` reads by itself
  static OpensshConfig of(String host, Optional<Path> file) {
    List<String> command = new ArrayList<>(List.of("ssh", "-G"));
    file.ifPresent(path -> command.addAll(List.of("-F", path.toString())));
    return asked(command, host)
        .flatMap(
            set -> asked(List.of("ssh", "-G", "-F", "none"), host).map(plain -> parse(set, plain)))
        .orElse(NONE);
  }

  private static OpensshConfig parse(
      Map<String, List<String>> set, Map<String, List<String>> plain) {
    OptionalInt port =
        changed(set, plain, "port")
            .map(text -> OptionalInt.of(Integer.parseInt(text)))
            .orElse(OptionalInt.empty());
    return new OpensshConfig(
        changed(set, plain, "hostname"),
        changed(set, plain, "user"),
        port,
        set.getOrDefault("identityfile", List.of()),
        set.getOrDefault("identitiesonly", List.of()).contains("yes"),
        set.getOrDefault("proxyjump", List.of()).stream()
            .filter(jump -> !jump.equals("none"))
            .flatMap(jumps -> Stream.of(jumps.split(",")))
            .toList(),
        Stream.of("userknownhostsfile", "globalknownhostsfile")
            .flatMap(key -> set.getOrDefault(key, List.of()).stream())
            .flatMap(files -> Stream.of(files.split(" ")))
            .toList());
  }

  private static Optional<String> changed(
      Map<String, List<String>> set, Map<String, List<String>> plain, String key) {
    List<String> values = set.getOrDefault(key, List.of());
    return values.equals(plain.get(key)) ? Optional.empty() : values.stream().findFirst();
  }

  private static Optional<Map<String, List<String>>> asked(List<String> command, String host) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--", host));
    try {
      Process ssh =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      ssh.getOutputStream().close();
      CompletableFuture<List<String>> said =
          Fleet.beside("ssh -G", () -> ssh.inputReader().lines().toList());
      if (!ssh.waitFor(PATIENCE)) {
        ssh.destroy();
        return Optional.empty();
      }
      return ssh.exitValue() == 0 ? Optional.of(keywords(said.join())) : Optional.empty();
    } catch (IOException noSsh) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Map<String, List<String>> keywords(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .collect(
            Collectors.groupingBy(
                words -> words[0],
                Collectors.mapping(words -> words[1].strip(), Collectors.toList())));
  }

  private static boolean hasFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException none) {
      return false;
    }
  }
}
