package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.kit.Service;

/// The process auth_service: `java -jar auth_service.jar --config FILE`.
public final class Main {
  static final Service<AuthOptions> SERVICE =
      new Service<>("auth_service", "/api/auth", 5000, AuthOptions::read, AuthService::on);
  private static final int USAGE = 64;

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.contains("admin")) {
      AdminCommand.of(words).ifPresentOrElse(Main::administer, Main::explain);
    } else {
      SERVICE.main(arguments);
    }
  }

  private static void administer(AdminCommand command) {
    SERVICE.once(
        command.file(),
        (ground, _) ->
            command.run(
                new FirstAdministrator(
                    AuthService.database(ground), new Passwords(), InstantSource.system()),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.out,
                System.err));
  }

  private static void explain() {
    System.err.println(AdminCommand.USAGE);
    System.exit(USAGE);
  }
}
