package org.hpcctl.cli;

import module java.base;

import org.hpcctl.phases.web.Renewals;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// The timer that renews the certificate from the machine hpcctl runs on.
final class LocalTimer {
  private static final Path PROGRAM =
      Path.of(System.getProperty("hpcctl.home", "."), "bin", "hpcctl");

  private LocalTimer() {}

  /// Writes its units and starts it; does nothing when that was done before.
  ///
  /// @param config the YAML
  /// @return what was done, in words
  static String install(Path config) {
    Path program = PROGRAM.toAbsolutePath().normalize();
    if (!Files.isExecutable(program)) {
      throw new Refused(
          Problem.error(
                  "there is no installed hpcctl here",
                  "a timer needs a program that stays where it is",
                  "install the package or the archive, and call that one")
              .at(Place.file(program.toString())));
    }
    boolean changed = false;
    for (Map.Entry<String, String> unit :
        Renewals.files(
                program.toString(),
                config.toAbsolutePath().normalize().toString(),
                System.getProperty("user.home"))
            .entrySet()) {
      changed |= write(Path.of(unit.getKey()), unit.getValue());
    }
    if (changed) {
      systemctl("daemon-reload");
    }
    systemctl("enable", "--now", Renewals.TIMER);
    return "%s runs `cert renew` twice a day; see: systemctl list-timers %s"
        .formatted(changed ? "installed: it" : "already there: it", Renewals.TIMER);
  }

  private static boolean write(Path path, String text) {
    try {
      if (Files.exists(path) && Files.readString(path).equals(text)) {
        return false;
      }
      Path draft = Path.of(path + ".new");
      Files.writeString(draft, text);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "%s cannot be written".formatted(path),
                  "systemd looks for its units there",
                  "run it as root: sudo hpcctl cert renew --install-timer; or use cron")
              .at(Place.file(path.toString())));
    }
  }

  private static void systemctl(String... words) {
    List<String> command = new ArrayList<>(List.of("systemctl", "--quiet"));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw failed(command, said.strip());
      }
    } catch (IOException e) {
      throw failed(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command, "interrupted");
    }
  }

  private static Refused failed(List<String> command, String why) {
    return new Refused(
        Problem.error(
            "`%s` failed: %s".formatted(String.join(" ", command), why),
            "the timer does not run",
            "this machine needs systemd; where it has none, use cron"));
  }
}
