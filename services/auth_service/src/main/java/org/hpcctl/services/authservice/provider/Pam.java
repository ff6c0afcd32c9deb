package org.hpcctl.services.authservice.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import org.hpcctl.services.kit.Refusal;

/// Asks PAM of this host, by the program `hpcctl-pam` behind a socket: this process can read no
/// password. Which PAM service is asked is that program's affair, who has which role here our
/// administrators'.
///
/// @param socket of the program; only its group may connect
public record Pam(Path socket) implements Directory {
  private static final int LONGEST_PASSWORD = 1_024;
  private static final int LONGEST_ANSWER = 64 * 1024;
  // As useradd allows them, and as the program takes them.
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]{0,63}");

  @Override
  public GroupRules rules() {
    return new GroupRules(new LinkedHashMap<>(), Optional.of("user"));
  }

  /// @throws Refusal 403 when the password is right and the account is locked or has expired
  @Override
  public Optional<Profile> check(String username, String password) throws IOException {
    byte[] secret = password.getBytes(UTF_8);
    if (!NAME.matcher(username).matches()
        || password.indexOf('\0') >= 0
        || secret.length > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    List<String> answer = ask(username.getBytes(UTF_8), secret);
    return switch (answer.getFirst()) {
      case "yes" -> Optional.of(profile(answer));
      case "no" -> Optional.empty();
      case "locked" ->
          throw Refusal.forbidden(
              "Your account on the cluster is locked or has expired, or its password has to be"
                  + " changed there.");
      default -> throw new IOException("PAM could not be asked; hpcctl-pam's journal says why");
    };
  }

  /// A name that is given to somebody else later comes with another number.
  private static Profile profile(List<String> answer) throws IOException {
    if (answer.size() != 5) {
      throw new IOException("hpcctl-pam speaks another language");
    }
    String name = answer.get(1);
    Set<String> groups =
        Stream.of(answer.get(3).split(" "))
            .filter(group -> !group.isEmpty())
            .collect(Collectors.toSet());
    return new Profile(
        Profile.PAM, name + "/" + answer.get(2), name, Optional.empty(), groups, Optional.of(name));
  }

  private List<String> ask(byte[] name, byte[] password) throws IOException {
    ByteBuffer question = ByteBuffer.allocate(Integer.BYTES + name.length + password.length + 2);
    question.putInt(name.length + password.length + 2);
    question.put(name).put((byte) 0).put(password).put((byte) 0).flip();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      while (question.hasRemaining()) {
        channel.write(question);
      }
      byte[] answer = Channels.newInputStream(channel).readNBytes(LONGEST_ANSWER);
      return List.of(new String(answer, UTF_8).split("\0", -1));
    }
  }
}
