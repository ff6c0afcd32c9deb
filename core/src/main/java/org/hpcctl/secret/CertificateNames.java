package org.hpcctl.secret;

import module java.base;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;

/// The alternative names of a certificate (RFC 5280, 4.2.1.6).
public record CertificateNames(SortedSet<String> names) {
  private static final int DNS = 2;
  private static final int IP = 7;

  public static CertificateNames of(X509Certificate certificate) {
    SortedSet<String> names = new TreeSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> one : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (one.get(0) instanceof Integer kind
            && (kind == DNS || kind == IP)
            && one.get(1) instanceof String name) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException _) {
      return new CertificateNames(Collections.emptySortedSet());
    }
    return new CertificateNames(names);
  }

  /// A `*` stands for one label (RFC 9525, 6.3), never for a part of an address.
  public boolean cover(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    boolean address = lower.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return names.contains(lower)
        || (!address && dot > 0 && names.contains("*" + lower.substring(dot)));
  }

  @Override
  public String toString() {
    return names.isEmpty() ? "no name at all" : String.join(", ", names);
  }
}
