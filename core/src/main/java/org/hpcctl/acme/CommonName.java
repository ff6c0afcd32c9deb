package org.hpcctl.acme;

import module java.base;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// The common name in a distinguished one.
final class CommonName {
  private CommonName() {}

  static Optional<String> ofIssuer(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getIssuerX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .findFirst();
    } catch (InvalidNameException _) {
      return Optional.empty();
    }
  }
}
