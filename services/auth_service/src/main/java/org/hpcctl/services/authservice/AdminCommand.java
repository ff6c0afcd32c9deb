package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Taken;

/// `admin create NAME --email E [--password-stdin]`: makes an administrator of the portal, for
/// whoever may read the service's configuration file.
///
/// @param passwordFromInput the password is the first line of standard input; else one is made and
///   printed
record AdminCommand(Optional<Path> file, String name, String email, boolean passwordFromInput) {
  static final String USAGE =
      "usage: auth_service.jar [--config FILE] admin create NAME --email ADDRESS"
          + " [--password-stdin]";
  private static final int DATA = 65;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final int GENERATED = 20;

  /// Empty when these are not the words of this command.
  static Optional<AdminCommand> of(List<String> words) {
    boolean configured = words.size() > 2 && words.getFirst().equals("--config");
    Optional<Path> file = configured ? Optional.of(Path.of(words.get(1))) : Optional.empty();
    List<String> rest = configured ? words.subList(2, words.size()) : words;
    boolean input = rest.size() == 6 && rest.getLast().equals("--password-stdin");
    boolean fits =
        (rest.size() == 5 || input)
            && rest.subList(0, 2).equals(List.of("admin", "create"))
            && rest.get(3).equals("--email");
    return fits
        ? Optional.of(new AdminCommand(file, rest.get(2), rest.get(4), input))
        : Optional.empty();
  }

  /// @return the exit code
  int run(FirstAdministrator administrators, BufferedReader input, PrintStream out, PrintStream err)
      throws IOException {
    String password =
        passwordFromInput
            ? Objects.requireNonNullElse(input.readLine(), "")
            : Randoms.readable(GENERATED);
    List<String> wrong = new ArrayList<>();
    if (!Names.isUsername(name)) {
      wrong.add("NAME: expected " + Names.username().expectation());
    }
    if (!Names.isEmail(email)) {
      wrong.add("--email: expected " + Names.email().expectation());
    }
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      wrong.add("the password: expected " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(err::println);
      return DATA;
    }
    try {
      administrators.create(name, email, password);
    } catch (Taken e) {
      err.println(e.getMessage());
      return DATA;
    } catch (Passwords.TooMany e) {
      throw new IllegalStateException("nobody else is here", e);
    }
    out.println("administrator " + name + " created");
    if (!passwordFromInput) {
      out.println("password " + password);
    }
    return 0;
  }
}
