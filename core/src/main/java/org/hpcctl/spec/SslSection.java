package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.Ssl.Hsts;
import org.hpcctl.spec.Ssl.Mode;
import org.hpcctl.spec.Ssl.TlsVersion;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Flag;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Values;
import org.hpcctl.spec.schema.Whole;

/// `web.ssl:`
final class SslSection {
  private static final Field<Hsts, Integer> MAX_AGE =
      Field.of(
              "max_age",
              new Whole(0, 126_144_000),
              Hsts::maxAge,
              "for how many seconds browsers insist on HTTPS; 0 takes it back")
          .orElse(31_536_000);
  private static final Field<Hsts, Boolean> INCLUDE_SUBDOMAINS =
      Field.of(
              "include_subdomains",
              new Flag(),
              Hsts::includeSubdomains,
              "whether it holds for all names below web.domain")
          .orElse(true);
  private static final Field<Hsts, Boolean> PRELOAD =
      Field.of(
              "preload",
              new Flag(),
              Hsts::preload,
              "whether browsers may ship with it; hard to take back")
          .orElse(false);
  private static final Section<Hsts> HSTS_SECTION =
      Section.of(
          "The header Strict-Transport-Security",
          values -> new Hsts(values.of(MAX_AGE), values.of(INCLUDE_SUBDOMAINS), values.of(PRELOAD)),
          MAX_AGE,
          INCLUDE_SUBDOMAINS,
          PRELOAD);

  private static final Field<Ssl, Mode> MODE =
      Field.of("mode", Choice.of(Mode.class), Ssl::mode, "where the certificate comes from")
          .orElse(Mode.SELF_SIGNED);
  private static final Field<Ssl, Optional<String>> CERTIFICATE =
      Field.optional(
          "certificate",
          Form.PATH,
          Ssl::certificate,
          "for mode provided: the file with the chain in PEM, host first; relative to this file");
  private static final Field<Ssl, Optional<String>> KEY =
      Field.optional(
          "key",
          Form.PATH,
          Ssl::key,
          "for mode provided: the file with the private key in PEM; relative to this file");
  private static final Field<Ssl, TlsVersion> TLS_MIN =
      Field.of(
              "tls_min",
              Choice.of(TlsVersion.class, TlsVersion::number),
              Ssl::tlsMin,
              "the oldest version of TLS to speak")
          .orElse(TlsVersion.V1_2);
  private static final Field<Ssl, Hsts> HSTS =
      Field.of("hsts", HSTS_SECTION, Ssl::hsts, "the promise to browsers that HTTPS stays")
          .orElseEmpty();

  static final Section<Ssl> SECTION =
      Section.of("HTTPS and its certificate", SslSection::make, fields())
          .notReading("domain", "the certificate is for web.domain, or for web.ssl.names");

  private SslSection() {}

  private static List<Field<Ssl, ?>> fields() {
    List<Field<Ssl, ?>> fields = new ArrayList<>(List.of(MODE, CERTIFICATE, KEY));
    fields.addAll(AcmeFields.ALL);
    fields.addAll(List.of(TLS_MIN, HSTS));
    return fields;
  }

  private static Ssl make(Values values) {
    return new Ssl(
        values.of(MODE),
        values.of(CERTIFICATE),
        values.of(KEY),
        AcmeFields.make(values),
        values.of(TLS_MIN),
        values.of(HSTS));
  }
}
