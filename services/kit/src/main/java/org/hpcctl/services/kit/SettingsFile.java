package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.identity.IdentitySettings;

/// One reading of a configuration file.
final class SettingsFile {
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern CLUSTER =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?");
  private static final int SECRET_LEAST = 32;
  private static final int SECRET_MOST = 1_024;

  /// @param options what belongs to this one service
  record Configured<O>(Settings settings, O options) {}

  private final Path file;
  private final Fields fields;

  private SettingsFile(Path file, ObjectNode tree) {
    this.file = file;
    this.fields = Fields.of(tree);
  }

  static <O> Configured<O> read(Path file, String service, Function<Fields, O> options)
      throws SettingsRefused {
    return new SettingsFile(file, parse(file)).read(service, options);
  }

  private <O> Configured<O> read(String service, Function<Fields, O> options)
      throws SettingsRefused {
    fields.required(
        "service",
        Kind.text("\"" + service + "\", the service that reads this file", service::equals));
    String cluster =
        fields.required(
            "cluster",
            Kind.matching(
                CLUSTER, "a name of 1 to 64 characters, none of them a control character"));
    String host = fields.required("host", Kind.matching(HOST, "a host name in lower case"));
    InetAddress bind =
        fields.required(
            "bind",
            Kind.parsed(
                "an IP address, e.g. \"127.0.0.1\"",
                InetAddress.getLoopbackAddress(),
                InetAddress::ofLiteral));
    long port = fields.required("port", Kind.number(0, 65_535));
    long drain = fields.required("drain_seconds", Kind.number(0, 300));
    Surroundings surroundings = surroundings(service, cluster, bind);
    O own = options.apply(fields.section("options"));
    List<Fields.Fault> faults = fields.faults();
    if (!faults.isEmpty()) {
      throw new SettingsRefused(
          faults.stream().map(fault -> file + ": " + fault.key() + ": " + fault.what()).toList());
    }
    return new Configured<>(
        new Settings(
            service,
            cluster,
            host,
            bind,
            Math.toIntExact(port),
            Duration.ofSeconds(drain),
            surroundings),
        own);
  }

  private Surroundings surroundings(String service, String cluster, InetAddress bind) {
    Surroundings otherwise = Surroundings.ofThisMachine(service, Map.of());
    boolean alone = fields.optional("alone", Kind.flag(), false);
    boolean exposed = fields.optional("alone_beyond_loopback", Kind.flag(), false);
    if (alone && !exposed && !bind.isLoopbackAddress()) {
      fields.fault(
          "bind",
          "a service alone listens on loopback, e.g. \"127.0.0.1\"; \"alone_beyond_loopback\": true"
              + " lets others reach it");
    }
    Path state = fields.optional("state", Kind.path()).orElse(otherwise.state());
    Optional<URI> portal =
        fields.optional(
            "portal",
            Kind.parsed(
                "the portal's address, e.g. \"https://cluster.example.com\"",
                URI.create(""),
                SettingsFile::web));
    Optional<Fields> identity = fields.object("identity");
    IdentitySettings trusted =
        identity
            .map(
                section ->
                    new IdentitySettings(
                        section.required(
                            "auth_service",
                            Kind.parsed(
                                "an address, e.g. \"http://192.168.1.101:5000\"",
                                URI.create(""),
                                SettingsFile::web)),
                        cluster,
                        section.optional("shared_secret", Kind.secret(SECRET_LEAST, SECRET_MOST))))
            .orElseGet(
                () ->
                    new IdentitySettings(
                        otherwise.identity().authService(), cluster, Optional.empty()));
    Optional<StoreFields.ServerPlace> database = StoreFields.database(fields);
    if (identity.isPresent() && !alone && database.isEmpty()) {
      fields.fault("database", "missing; without one, data is kept here only: say \"alone\": true");
    }
    return new Surroundings(alone, state, portal, trusted, database, StoreFields.redis(fields));
  }

  private static URI web(String text) {
    URI address = URI.create(text);
    boolean fits =
        ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (!fits) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }

  private static ObjectNode parse(Path file) throws SettingsRefused {
    try (JsonParser parser = Json.STRICT.createParser(Files.readAllBytes(file))) {
      if (parser.readValueAsTree() instanceof ObjectNode object) {
        if (parser.nextToken() == null) {
          return object;
        }
        throw refused(file, "something follows the JSON object");
      }
      throw refused(file, "expected a JSON object with the service's settings");
    } catch (NoSuchFileException e) {
      throw refused(file, "no such file; hpcctl setup --phase web writes it");
    } catch (JsonProcessingException e) {
      String place =
          Optional.ofNullable(e.getLocation())
              .map(at -> ":" + at.getLineNr() + ":" + at.getColumnNr())
              .orElse("");
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new SettingsRefused(List.of(file + place + ": not valid JSON: " + why));
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
    }
  }

  private static SettingsRefused refused(Path file, String what) {
    return new SettingsRefused(List.of(file + ": " + what));
  }
}
