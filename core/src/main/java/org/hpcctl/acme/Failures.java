package org.hpcctl.acme;

import module java.base;

import java.security.cert.CertificateException;
import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeNotSupportedException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// What acme4j throws, in our words and the CA's.
record Failures(Authority authority, Patience patience) {
  private static final String ERROR = "urn:ietf:params:acme:error:";

  /// Ours pass as they are; of acme4j's nothing gets through.
  RuntimeException of(Exception e) {
    return switch (e) {
      case AcmeFailure ours -> ours;
      case Refused ours -> ours;
      case AcmeLazyLoadingException lazy when lazy.getCause() instanceof AcmeException cause ->
          of(cause);
      case AcmeRateLimitedException limited ->
          of(limited.getProblem(), limited.getRetryAfter(), limited);
      case AcmeServerException said -> of(said.getProblem(), patience.asked(), said);
      case AcmeNetworkException lost -> network(lost);
      case AcmeNotSupportedException lacks ->
          new AcmeFailure(
              Kind.REFUSED,
              Problem.error(
                  "the CA %s cannot do what was asked".formatted(authority.name()),
                  words(lacks),
                  "ask another CA"),
              Set.of(),
              Optional.empty(),
              "",
              lacks);
      case AcmeException plain when words(plain).contains("HTTP ") -> unexplained(plain);
      default -> garbled(e);
    };
  }

  /// The last word of the type of an error, or empty when it is none of ACME's.
  static String type(org.shredzone.acme4j.Problem said) {
    String type = said.getType().toString();
    return type.startsWith(ERROR) ? type.substring(ERROR.length()) : "";
  }

  /// What the CA said, as a failure.
  AcmeFailure of(
      org.shredzone.acme4j.Problem said, Optional<Instant> retryAfter, @Nullable Exception cause) {
    String type = type(said);
    SortedSet<String> names = new TreeSet<>();
    named(said, names);
    // Of a name it means that its proof is worth nothing.
    Kind kind = type.equals("unauthorized") && !names.isEmpty() ? Kind.NAME : kind(type);
    String who = authority.name();
    String about = names.isEmpty() ? "" : " for " + String.join(", ", names);
    String what =
        switch (kind) {
          case RATE_LIMITED -> "the CA %s has had enough requests from us%s".formatted(who, about);
          case NAME -> "the CA %s issues no certificate%s".formatted(who, about);
          case ACCOUNT -> "the CA %s does not accept the account".formatted(who);
          case SERVER -> "the CA %s has a fault of its own".formatted(who);
          case REFUSED, NETWORK, TIMEOUT -> "the CA %s refused".formatted(who);
        };
    String why = "it says: %s%s".formatted(said, type.isEmpty() ? "" : " (" + type + ")");
    return new AcmeFailure(
        kind,
        Problem.error(what, why, fix(kind, type, retryAfter)),
        names,
        retryAfter,
        type,
        cause);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "rateLimited" -> Kind.RATE_LIMITED;
      case "rejectedIdentifier",
          "unsupportedIdentifier",
          "caa",
          "dns",
          "connection",
          "incorrectResponse",
          "tls" ->
          Kind.NAME;
      case "accountDoesNotExist",
          "externalAccountRequired",
          "invalidContact",
          "unsupportedContact",
          "unauthorized",
          "userActionRequired",
          "badPublicKey",
          "badSignatureAlgorithm" ->
          Kind.ACCOUNT;
      case "serverInternal", "badNonce" -> Kind.SERVER;
      default -> Kind.REFUSED;
    };
  }

  private static String fix(Kind kind, String type, Optional<Instant> retryAfter) {
    return switch (kind) {
      case RATE_LIMITED ->
          retryAfter
              .map(when -> "wait until " + when.truncatedTo(ChronoUnit.SECONDS))
              .orElse("wait, and ask for fewer certificates");
      case NAME -> "correct the name, its DNS records or its CAA record";
      case ACCOUNT ->
          switch (type) {
            case "externalAccountRequired" ->
                "get a key identifier and an HMAC key from the CA's pages";
            case "invalidContact", "unsupportedContact" -> "correct the e-mail address";
            case "userActionRequired" -> "do on the CA's pages what it asks for";
            default -> "look at the account and its key";
          };
      case SERVER, NETWORK, TIMEOUT -> "try again later, or another CA";
      case REFUSED -> "";
    };
  }

  /// Whether a connection failed because nothing vouches for the CA: another try would not help.
  static boolean untrusted(Throwable lost) {
    return Stream.iterate(lost, Objects::nonNull, Throwable::getCause)
        .anyMatch(CertificateException.class::isInstance);
  }

  private AcmeFailure network(AcmeNetworkException lost) {
    Throwable cause = Objects.requireNonNullElse(lost.getCause(), lost);
    boolean trust = untrusted(cause);
    return new AcmeFailure(
        patience.left().isZero() ? Kind.TIMEOUT : Kind.NETWORK,
        Problem.error(
            "the CA %s cannot be reached at %s".formatted(authority.name(), authority.directory()),
            words(cause),
            trust
                ? "give the root certificates that vouch for it, or correct the address"
                : "look at the network, the firewall and the address"),
        Set.of(),
        patience.asked(),
        "",
        lost);
  }

  /// A proxy before the CA speaks no ACME.
  private AcmeFailure unexplained(AcmeException plain) {
    boolean limited = words(plain).endsWith("HTTP 429");
    Kind kind = limited ? Kind.RATE_LIMITED : Kind.SERVER;
    return new AcmeFailure(
        kind,
        Problem.error(
            limited
                ? "the CA %s has had enough requests from us".formatted(authority.name())
                : "the CA %s does not do its work".formatted(authority.name()),
            "it says: " + words(plain),
            limited
                ? fix(kind, "", patience.asked())
                : "look whether %s is its directory; try again later, or another CA"
                    .formatted(authority.directory())),
        Set.of(),
        patience.asked(),
        "",
        plain);
  }

  private AcmeFailure garbled(Exception e) {
    return new AcmeFailure(
        Kind.SERVER,
        Problem.error(
            "the CA %s does not answer as ACME wants it".formatted(authority.name()),
            words(e),
            "look whether %s is the address of an ACME directory; try again later"
                .formatted(authority.directory())),
        Set.of(),
        patience.asked(),
        "",
        e);
  }

  /// The names at fault: the problem's own and those of its parts (RFC 8555, 6.7.1).
  private static void named(org.shredzone.acme4j.Problem said, Set<String> names) {
    said.getIdentifier().map(Identifier::getValue).ifPresent(names::add);
    said.getSubProblems().forEach(part -> named(part, names));
  }

  private static String words(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
