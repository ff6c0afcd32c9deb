package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Values;
import org.hpcctl.spec.schema.Whole;

/// `ssh:`
final class SshSection {
  static final Whole PORT_NUMBER = new Whole(1, 65535);

  private static final Field<Ssh, Optional<String>> USER =
      Field.optional(
          "user",
          Form.ACCOUNT,
          Ssh::user,
          "the account to log in as; without it ~/.ssh/config decides, else root");
  private static final Field<Ssh, Optional<Integer>> PORT =
      Field.optional(
          "port",
          PORT_NUMBER,
          ssh -> ssh.port().stream().boxed().findFirst(),
          "the port of the SSH servers; without it ~/.ssh/config decides, else 22");
  private static final Field<Ssh, Optional<String>> KEY =
      Field.optional(
          "key",
          Form.PATH,
          Ssh::key,
          "the private key to log in with; without it the agent and ~/.ssh/config decide");
  private static final Field<Ssh, Optional<String>> KNOWN_HOSTS =
      Field.optional(
          "known_hosts",
          Form.PATH,
          Ssh::knownHosts,
          "the file of accepted host keys; without it ~/.ssh/known_hosts");
  private static final Field<Ssh, Optional<String>> JUMP =
      Field.optional("jump", Form.JUMP, Ssh::jump, "a host to go through, as user@host:port");
  private static final Field<Ssh, Become> BECOME =
      Field.of("become", Choice.of(Become.class), Ssh::become, "how to become root")
          .orElseDerived(
              "none when user is root, else sudo",
              values -> values.of(USER).orElse("root").equals("root") ? Become.NONE : Become.SUDO);

  static final Section<Ssh> SECTION =
      Section.of(
          "How hpcctl reaches the hosts",
          SshSection::make,
          USER,
          PORT,
          KEY,
          KNOWN_HOSTS,
          JUMP,
          BECOME);

  private SshSection() {}

  private static Ssh make(Values values) {
    return new Ssh(
        values.of(USER),
        values.of(PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
        values.of(KEY),
        values.of(KNOWN_HOSTS),
        values.of(JUMP),
        values.of(BECOME));
  }
}
