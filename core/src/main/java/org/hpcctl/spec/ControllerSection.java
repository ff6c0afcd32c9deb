package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Flag;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Values;
import org.hpcctl.spec.schema.Whole;

/// `controllers[]`
final class ControllerSection {
  static final Field<Controller, String> HOSTNAME =
      Field.of("hostname", Form.HOST_NAME, Controller::hostname, "the name of the host");
  private static final Field<Controller, String> IP =
      Field.of("ip", Form.ADDRESS, Controller::ip, "the address of the host")
          .alsoWritten("ip_address");
  private static final Field<Controller, Set<Service>> SERVICES =
      Field.of("services", services(), Controller::services, "what the host runs").orElseEmpty();
  private static final Field<Controller, Boolean> VIP_OWNER =
      Field.of(
              "vip_owner",
              new Flag(),
              Controller::vipOwner,
              "whether the host holds the virtual IP while all is well")
          .orElse(false);
  private static final Field<Controller, Integer> PRIORITY =
      Field.of(
              "priority",
              new Whole(1, 254),
              Controller::priority,
              "who takes the virtual IP: the highest living one")
          .orElse(100);
  private static final Field<Controller, Optional<String>> USER =
      Field.optional("user", Form.ACCOUNT, Controller::user, "instead of ssh.user")
          .alsoWritten("ssh_user");
  private static final Field<Controller, Optional<Integer>> PORT =
      Field.<Controller, Integer>optional(
              "port",
              SshSection.PORT_NUMBER,
              controller -> controller.port().stream().boxed().findFirst(),
              "instead of ssh.port")
          .alsoWritten("ssh_port");
  private static final Field<Controller, Optional<String>> KEY =
      Field.optional("key", Form.PATH, Controller::key, "instead of ssh.key")
          .alsoWritten("ssh_key_path");
  private static final Field<Controller, Optional<String>> HOST_KEY =
      Field.optional(
              "host_key",
              Form.HOST_KEY,
              Controller::hostKey,
              "the only host key to accept; known_hosts is then not asked")
          .alsoWritten("hostKey");
  private static final Field<Controller, Connection> CONNECTION =
      Field.of(
              "connection",
              Choice.of(Connection.class),
              Controller::connection,
              "how to reach the host; local is the machine hpcctl runs on")
          .orElse(Connection.SSH);

  static final Section<Controller> SECTION =
      Section.of(
              "A head node",
              ControllerSection::make,
              HOSTNAME,
              IP,
              SERVICES,
              VIP_OWNER,
              PRIORITY,
              USER,
              PORT,
              KEY,
              HOST_KEY,
              CONNECTION)
          .notReading("os_type", "hpcctl asks the host itself")
          .notReading("node_type", "the list it stands in says it")
          .notReading("hardware", "hpcctl asks the host itself");

  private ControllerSection() {}

  private static Controller make(Values values) {
    return new Controller(
        values.of(HOSTNAME),
        values.of(IP),
        values.of(SERVICES),
        values.of(VIP_OWNER),
        values.of(PRIORITY),
        values.of(USER),
        values.of(PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
        values.of(KEY),
        values.of(HOST_KEY),
        values.of(CONNECTION));
  }

  private static Section<Set<Service>> services() {
    Map<Service, Field<Set<Service>, Boolean>> flags = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      flags.put(
          service,
          Field.<Set<Service>, Boolean>of(
                  service.yamlName(), new Flag(), set -> set.contains(service), words(service))
              .orElse(false));
    }
    return Section.of(
        "What the host runs",
        values ->
            flags.entrySet().stream()
                .filter(flag -> values.of(flag.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet()),
        List.copyOf(flags.values()));
  }

  private static String words(Service service) {
    return switch (service) {
      case GLUSTERFS -> "shared storage by GlusterFS";
      case MARIADB -> "the database, MariaDB Galera";
      case REDIS -> "sessions and events, Redis";
      case SLURM -> "the Slurm controller";
      case WEB -> "nginx and the eight services of the portal";
      case KEEPALIVED -> "takes part in holding the virtual IP";
    };
  }
}
