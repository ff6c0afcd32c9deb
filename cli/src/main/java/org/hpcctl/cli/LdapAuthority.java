package org.hpcctl.cli;

import module java.base;

import java.security.cert.CertificateException;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Pem;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Cluster;

/// The CA that vouches for the directory whose passwords sign in, before planning: from the
/// operator's file.
final class LdapAuthority {
  private LdapAuthority() {}

  /// The certificates in the file, and nothing else of it.
  ///
  /// @throws Refused when there is none that can be read
  static Optional<String> of(Cluster cluster, SpecFile file, Terminal terminal) {
    return cluster
        .web()
        .auth()
        .ldap()
        .flatMap(Auth.Ldap::caFile)
        .map(name -> read(name, file.named(name, terminal)));
  }

  private static String read(String name, Path path) {
    try {
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      String pem = Pem.of(Pem.certificates(text));
      if (pem.isEmpty()) {
        throw refused(name, "there is no certificate in " + path);
      }
      return pem;
    } catch (IOException _) {
      throw refused(name, "%s cannot be read".formatted(path));
    } catch (CertificateException _) {
      throw refused(name, "a certificate in %s cannot be decoded".formatted(path));
    }
  }

  private static Refused refused(String name, String what) {
    return new Refused(
        Problem.error(
                what,
                "web.auth.ldap.ca_file names it: with it auth_service knows the directory",
                "give the CA in PEM, beginning with -----BEGIN CERTIFICATE-----, or take ca_file"
                    + " out where the directory has a usual certificate")
            .at(Place.file(name)));
  }
}
