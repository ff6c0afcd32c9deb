package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.Acme.Authority;
import org.hpcctl.spec.Acme.Challenge;
import org.hpcctl.spec.Acme.DnsUpdate;
import org.hpcctl.spec.Acme.Eab;
import org.hpcctl.spec.Acme.Hooks;
import org.hpcctl.spec.Acme.KeyType;
import org.hpcctl.spec.Acme.Warn;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Flag;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Time;
import org.hpcctl.spec.schema.Values;
import org.hpcctl.spec.schema.Whole;

/// The keys of `web.ssl:` that mode letsencrypt has.
final class AcmeFields {
  private static final Whole DAYS = new Whole(0, 365);

  private static final Field<Ssl, Optional<String>> EMAIL =
      Field.optional(
          "email",
          Form.EMAIL_OR_EMPTY,
          acme(Acme::email),
          "whom the authority may write to; without it cluster.admin_email");
  private static final Field<Ssl, String> DIRECTORY =
      Field.of(
              "directory",
              AuthoritySection.DIRECTORY_SHAPE,
              acme(acme -> acme.authorities().getFirst().directory()),
              "the authority: letsencrypt, letsencrypt-staging to try, or the URL of any ACME"
                  + " directory")
          .orElse(AuthoritySection.LETSENCRYPT);
  private static final Field<Ssl, Optional<String>> CA_FILE =
      Field.optional(
          "ca_file",
          Form.PATH,
          acme(acme -> acme.authorities().getFirst().caFile()),
          "the roots to trust for that URL in PEM, for a private authority; relative to this file");
  private static final Field<Ssl, Optional<Eab>> EAB =
      Field.optional(
          "eab",
          AuthoritySection.EAB_SECTION,
          acme(acme -> acme.authorities().getFirst().eab()),
          "the account at the authority that ours is bound to, where it wants one");
  private static final Field<Ssl, List<Authority>> FALLBACK =
      Field.of(
              "fallback",
              new ListOf<>(AuthoritySection.SECTION),
              acme(acme -> acme.authorities().subList(1, acme.authorities().size())),
              "the authorities to ask when the first cannot serve, in order")
          .orElse(List.of());
  private static final Field<Ssl, List<String>> NAMES =
      Field.of(
              "names",
              new ListOf<>(Form.CERTIFICATE_NAME),
              acme(Acme::names),
              "what the certificate is for; without it web.domain alone")
          .orElse(List.of());
  private static final Field<Ssl, KeyType> KEY_TYPE =
      Field.of(
              "key_type",
              Choice.of(KeyType.class),
              acme(Acme::keyType),
              "the kind of its key, which is a new one at each renewal")
          .orElse(KeyType.EC256);
  private static final Field<Ssl, Optional<String>> PROFILE =
      Field.optional(
          "profile",
          Form.PROFILE,
          acme(Acme::profile),
          "the authority's name for the kind of certificate; without it the authority decides");
  private static final Field<Ssl, Optional<String>> PREFERRED_CHAIN =
      Field.optional(
          "preferred_chain",
          Form.CHAIN,
          acme(Acme::preferredChain),
          "the common name of the root that the chain should lead to, where there are several");
  private static final Field<Ssl, Challenge> CHALLENGE =
      Field.of(
              "challenge",
              Choice.of(
                  Challenge.class,
                  challenge -> challenge.name().toLowerCase(Locale.ROOT).replace('_', '-')),
              acme(Acme::challenge),
              "how the authority sees that the names are ours; a wildcard needs dns-01")
          .orElse(Challenge.HTTP_01);
  private static final Field<Ssl, Optional<DnsUpdate>> DNS =
      Field.optional(
          "dns",
          DnsUpdateSection.SECTION,
          acme(Acme::dns),
          "for dns-01: the name server that takes our records");
  private static final Field<Ssl, Optional<String>> TIMER_HOST =
      Field.optional(
          "timer_host",
          Form.HOST_NAME,
          acme(Acme::timerHost),
          "the controller that renews; without it the machine hpcctl runs on");
  private static final Field<Ssl, Integer> WARNING_DAYS =
      Field.of(
              "warning_days",
              DAYS,
              acme(acme -> acme.warn().warningDays()),
              "how many days before the end of a certificate that was not renewed is a warning")
          .orElseDerived(
              "21, or 10 with profile tlsserver, 2 with shortlived", AcmeFields::warning);
  private static final Field<Ssl, Integer> CRITICAL_DAYS =
      Field.of(
              "critical_days",
              DAYS,
              acme(acme -> acme.warn().criticalDays()),
              "how many days before the end of a certificate that was not renewed is critical")
          .orElseDerived("7, or 4 with profile tlsserver, 1 with shortlived", AcmeFields::critical);
  private static final Field<Ssl, Boolean> PREFLIGHT =
      Field.of(
              "preflight",
              new Flag(),
              acme(Acme::preflight),
              "whether names, clocks and each head's answer are checked before an order")
          .orElse(true);

  private static final Field<Hooks, Optional<String>> ON_RENEWED =
      Field.optional(
          "on_renewed",
          Form.PATH,
          Hooks::onRenewed,
          "the program to run when a new certificate is served; relative to this file");
  private static final Field<Hooks, Optional<String>> ON_FAILED =
      Field.optional(
          "on_failed",
          Form.PATH,
          Hooks::onFailed,
          "the program to run when a renewal failed; relative to this file");
  private static final Field<Hooks, Duration> TIMEOUT =
      Field.of(
              "timeout",
              new Time(Duration.ofSeconds(1), Duration.ofHours(1)),
              Hooks::timeout,
              "how long a program may take before it is ended")
          .orElse(Duration.ofSeconds(60));
  private static final Field<Ssl, Hooks> HOOKS =
      Field.of(
              "hooks",
              Section.of(
                  "Programs that a renewal runs, on the machine that renews",
                  values ->
                      new Hooks(values.of(ON_RENEWED), values.of(ON_FAILED), values.of(TIMEOUT)),
                  ON_RENEWED,
                  ON_FAILED,
                  TIMEOUT),
              acme(Acme::hooks),
              "programs that a renewal runs")
          .orElseEmpty();

  static final List<Field<Ssl, ?>> ALL =
      List.of(
          EMAIL,
          DIRECTORY,
          CA_FILE,
          EAB,
          FALLBACK,
          NAMES,
          KEY_TYPE,
          PROFILE,
          PREFERRED_CHAIN,
          CHALLENGE,
          DNS,
          TIMER_HOST,
          WARNING_DAYS,
          CRITICAL_DAYS,
          PREFLIGHT,
          HOOKS);

  static final List<String> NAMES_OF_ALL = ALL.stream().map(Field::name).toList();

  private AcmeFields() {}

  static Acme make(Values values) {
    List<Authority> authorities = new ArrayList<>();
    authorities.add(new Authority(values.of(DIRECTORY), values.of(CA_FILE), values.of(EAB)));
    authorities.addAll(values.of(FALLBACK));
    return new Acme(
        authorities,
        values.of(EMAIL).filter(email -> !email.isEmpty()),
        values.of(NAMES).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
        values.of(KEY_TYPE),
        values.of(PROFILE),
        values.of(PREFERRED_CHAIN),
        values.of(CHALLENGE),
        values.of(DNS),
        values.of(TIMER_HOST),
        new Warn(values.of(WARNING_DAYS), values.of(CRITICAL_DAYS)),
        values.of(HOOKS),
        values.of(PREFLIGHT));
  }

  private static <T> Function<Ssl, T> acme(Function<Acme, T> of) {
    return ssl -> of.apply(ssl.acme());
  }

  // A certificate is renewed when a third of its life is left (half, when that is below ten days).
  // What warns before that would warn in every round.
  private static int warning(Values values) {
    return switch (values.of(PROFILE).orElse("")) {
      case "shortlived" -> 2;
      case "tlsserver" -> 10;
      default -> 21;
    };
  }

  private static int critical(Values values) {
    return switch (values.of(PROFILE).orElse("")) {
      case "shortlived" -> 1;
      case "tlsserver" -> 4;
      default -> 7;
    };
  }
}
