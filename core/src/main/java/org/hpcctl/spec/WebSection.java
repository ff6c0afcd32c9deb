package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Upstream.Balance;
import org.hpcctl.spec.Web.TokenSignature;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.MapOf;
import org.hpcctl.spec.schema.SecretText;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Size;
import org.hpcctl.spec.schema.Values;
import org.hpcctl.spec.schema.Whole;

/// `web:`
final class WebSection {
  private static final long MIB = 1L << 20;
  private static final Size MEMORY = new Size(new DataSize(128 * MIB), new DataSize(MIB << 20));
  private static final Size UPLOAD = new Size(new DataSize(MIB), new DataSize(MIB << 20));

  private static final Field<Web, String> DOMAIN =
      Field.of("domain", Form.SITE, Web::domain, "what people type into their browser")
          .alsoWritten("public_url");
  private static final Field<Web, Secret> SESSION_SECRET =
      Field.of(
              "session_secret",
              new SecretText(32),
              Web::sessionSecret,
              "the secret that protects sessions")
          .orElseWritten("${SESSION_SECRET}");
  private static final Field<Web, Secret> JWT_SECRET =
      Field.of("jwt_secret", new SecretText(32), Web::jwtSecret, "the secret that signs tokens")
          .orElseWritten("${JWT_SECRET}");
  private static final Field<Web, Ssl> SSL =
      Field.of("ssl", SslSection.SECTION, Web::ssl, "HTTPS and its certificate").orElseEmpty();
  private static final Field<Web, Map<WebService, ServiceSettings>> SERVICES =
      Field.of(
              "services",
              each("What each service may use", WebSection::settings, "its port and limits"),
              Web::services,
              "what each service may use")
          .orElseEmpty();
  private static final Field<Web, Map<WebService, Upstream>> UPSTREAMS =
      Field.of(
              "upstreams",
              each("How requests are spread", WebSection::upstream, "how its requests are spread"),
              Web::upstreams,
              "how nginx spreads requests over the hosts")
          .orElseEmpty();
  private static final Field<Web, RateLimits> RATE_LIMITS =
      Field.of(
              "rate_limits",
              RateLimitsSection.SECTION,
              Web::rateLimits,
              "what one client may ask before it is answered 429")
          .orElseEmpty();
  private static final Field<Web, DataSize> UPLOAD_MAX =
      Field.of("upload_max", UPLOAD, Web::uploadMax, "the largest file that may be uploaded")
          .orElse(new DataSize(10L << 30));

  private static final Field<Web, Stores> STORES =
      Field.of(
              "stores", StoresSection.SECTION, Web::stores, "what the back ends keep their data in")
          .orElseEmpty();
  private static final Field<Web, TokenSignature> TOKEN_SIGNATURE =
      Field.of(
              "token_signature",
              Choice.of(TokenSignature.class),
              Web::tokenSignature,
              "eddsa: only auth_service can make tokens; hs256: whoever has jwt_secret can")
          .orElse(TokenSignature.EDDSA);

  private static final Field<Web, Monitoring> MONITORING =
      Field.of(
              "monitoring",
              MonitoringSection.SECTION,
              Web::monitoring,
              "what the portal looks at besides itself")
          .orElseEmpty();

  private static final Field<Web, Auth> AUTH =
      Field.of("auth", AuthSection.SECTION, Web::auth, "who else knows people and their passwords")
          .orElseEmpty();

  static final Section<Web> SECTION =
      Section.of(
          "The portal",
          WebSection::make,
          DOMAIN,
          SESSION_SECRET,
          JWT_SECRET,
          SSL,
          SERVICES,
          UPSTREAMS,
          RATE_LIMITS,
          UPLOAD_MAX,
          STORES,
          TOKEN_SIGNATURE,
          MONITORING,
          AUTH);

  private WebSection() {}

  private static Web make(Values values) {
    return new Web(
        values.of(DOMAIN),
        values.of(SESSION_SECRET),
        values.of(JWT_SECRET),
        values.of(SSL),
        values.of(SERVICES),
        values.of(UPSTREAMS),
        values.of(RATE_LIMITS),
        values.of(UPLOAD_MAX),
        values.of(STORES),
        values.of(TOKEN_SIGNATURE),
        values.of(MONITORING),
        values.of(AUTH));
  }

  /// A section with a key for each of the eight services.
  private static <V> Section<Map<WebService, V>> each(
      String says, Function<WebService, Section<V>> section, String words) {
    Map<WebService, Field<Map<WebService, V>, V>> fields = new EnumMap<>(WebService.class);
    for (WebService service : WebService.values()) {
      fields.put(
          service,
          Field.<Map<WebService, V>, V>of(
                  service.yamlName(),
                  section.apply(service),
                  map -> Objects.requireNonNull(map.get(service)),
                  words)
              .orElseEmpty());
    }
    return Section.of(
        says,
        values -> {
          Map<WebService, V> map = new EnumMap<>(WebService.class);
          fields.forEach((service, field) -> map.put(service, values.of(field)));
          return map;
        },
        List.copyOf(fields.values()));
  }

  private static Section<ServiceSettings> settings(WebService service) {
    Field<ServiceSettings, Integer> port =
        Field.of(
                "port",
                new Whole(1024, 65_535),
                ServiceSettings::port,
                "the port it listens at, on every web host")
            .orElse(service.defaultPort());
    Field<ServiceSettings, DataSize> memory =
        Field.of(
                "memory_max",
                MEMORY,
                ServiceSettings::memoryMax,
                "the memory above which systemd ends it")
            .orElse(new DataSize(512 * MIB));
    Field<ServiceSettings, Integer> cpu =
        Field.of(
                "cpu_quota_percent",
                new Whole(5, 100_000),
                ServiceSettings::cpuQuotaPercent,
                "processor time; 100 is one processor")
            .orElse(200);
    return Section.of(
        "The service " + service.yamlName(),
        values -> new ServiceSettings(values.of(port), values.of(memory), values.of(cpu)),
        port,
        memory,
        cpu);
  }

  private static Section<Upstream> upstream(WebService service) {
    Balance usual = service == WebService.WEBSOCKET_SERVICE ? Balance.IP_HASH : Balance.ROUND_ROBIN;
    Field<Upstream, Balance> balance =
        Field.of(
                "balance",
                Choice.of(Balance.class),
                Upstream::balance,
                "how a host is chosen; ip_hash keeps a client at its host")
            .orElse(usual);
    Field<Upstream, Map<String, Integer>> weights =
        Field.of(
                "weights",
                new MapOf<>("host names and their weights", new Whole(1, 100)),
                Upstream::weights,
                "how much more a host is given than one of weight 1")
            .orElse(Map.of());
    return Section.of(
        "The hosts that answer for " + service.yamlName(),
        values -> new Upstream(values.of(balance), values.of(weights)),
        balance,
        weights);
  }
}
