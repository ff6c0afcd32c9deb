package org.hpcctl.dns;

import module java.base;

/// One CAA record: who may issue for a name, or what else its owner demands (RFC 8659).
///
/// @param critical whether a CA that does not know the tag must not issue
/// @param tag `issue`, `issuewild`, `iodef` or another word, in small letters
public record CaaRecord(boolean critical, String tag, String value) {
  private static final Set<String> KNOWN =
      Set.of("issue", "issuewild", "iodef", "issuemail", "contactemail", "contactphone");
  private static final Pattern ISSUER = Pattern.compile("[A-Za-z0-9.-]*");
  private static final Pattern PARAMETER =
      Pattern.compile("[A-Za-z0-9-]+=[\\x21-\\x3A\\x3C-\\x7E]*");

  public CaaRecord {
    tag = tag.toLowerCase(Locale.ROOT);
  }

  /// Whether this record alone forbids every CA: it is critical and says nothing we know.
  boolean unheardOf() {
    return critical && !KNOWN.contains(tag);
  }

  /// The CA it names; empty when it names none, or is not written as the RFC wants, which is the
  /// same.
  String issuer() {
    String issuer = value.split(";", -1)[0].strip();
    boolean written =
        ISSUER.matcher(issuer).matches()
            && Arrays.stream(value.split(";", -1))
                .skip(1)
                .map(String::strip)
                .allMatch(text -> text.isEmpty() || PARAMETER.matcher(text).matches());
    return written ? issuer.toLowerCase(Locale.ROOT) : "";
  }

  /// The value of a parameter, as `accounturi` and `validationmethods` of RFC 8657.
  Optional<String> parameter(String name) {
    return Arrays.stream(value.split(";", -1))
        .skip(1)
        .map(String::strip)
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(name + "="))
        .map(text -> text.substring(name.length() + 1))
        .findFirst();
  }

  /// As it stands in a zone.
  @Override
  public String toString() {
    return "CAA %d %s \"%s\"".formatted(critical ? 128 : 0, tag, value);
  }
}
