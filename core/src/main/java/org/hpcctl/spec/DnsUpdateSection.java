package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme.DnsUpdate;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.GivenSecret;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;

/// `web.ssl.dns:`
final class DnsUpdateSection {
  private static final Field<DnsUpdate, String> SERVER =
      Field.of(
          "server",
          Form.NAME_SERVER,
          DnsUpdate::server,
          "the address of the name server that takes updates (RFC 2136)");
  private static final Field<DnsUpdate, Optional<String>> ZONE =
      Field.optional(
          "zone",
          Form.DOMAIN,
          DnsUpdate::zone,
          "the zone to update; without it the server is asked");
  private static final Field<DnsUpdate, String> KEY_NAME =
      Field.of(
          "key_name",
          Form.TSIG_KEY_NAME,
          DnsUpdate::keyName,
          "the name of the TSIG key, as the server has it");
  private static final Field<DnsUpdate, String> KEY_ALGORITHM =
      Field.of(
              "key_algorithm",
              Choice.of("hmac-sha256", "hmac-sha384", "hmac-sha512"),
              DnsUpdate::keyAlgorithm,
              "the algorithm of the TSIG key")
          .orElse("hmac-sha256");
  private static final Field<DnsUpdate, Secret> KEY_SECRET =
      Field.of(
          "key_secret",
          new GivenSecret("the secret of the TSIG key, in base64"),
          DnsUpdate::keySecret,
          "the secret of the TSIG key in base64");
  private static final Field<DnsUpdate, List<String>> RESOLVERS =
      Field.of(
              "resolvers",
              new ListOf<>(Form.NAME_SERVER),
              DnsUpdate::resolvers,
              "the name servers to ask whether a record can be seen; without it the system's")
          .orElse(List.of());

  static final Section<DnsUpdate> SECTION =
      Section.of(
          "The name server that takes the records of dns-01",
          values ->
              new DnsUpdate(
                  values.of(SERVER),
                  values.of(ZONE),
                  values.of(KEY_NAME),
                  values.of(KEY_ALGORITHM),
                  values.of(KEY_SECRET),
                  values.of(RESOLVERS)),
          SERVER,
          ZONE,
          KEY_NAME,
          KEY_ALGORITHM,
          KEY_SECRET,
          RESOLVERS);

  private DnsUpdateSection() {}
}
