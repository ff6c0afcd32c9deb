package org.hpcctl.cli;

import module java.base;

import java.security.cert.CertificateException;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Pem;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Cluster;

/// The CAs that vouch for the directory and the issuer that people sign in by, before planning:
/// from the operator's files.
///
/// @param problems of each file that the YAML names and that has no certificate that can be read
record SignInAuthorityFiles(SignInAuthorities authorities, List<Problem> problems) {

  /// The certificates in the files, and nothing else of them.
  ///
  /// @throws Refused when there are problems
  static SignInAuthorities of(Cluster cluster, SpecFile file, Terminal terminal) {
    SignInAuthorityFiles files = read(cluster, file, terminal);
    if (!files.problems.isEmpty()) {
      throw new Refused(files.problems);
    }
    return files.authorities;
  }

  static SignInAuthorityFiles read(Cluster cluster, SpecFile file, Terminal terminal) {
    Auth auth = cluster.web().auth();
    List<Problem> problems = new ArrayList<>();
    Function<String, Path> named = name -> file.named(name, terminal);
    SignInAuthorities authorities =
        new SignInAuthorities(
            auth.ldap()
                .flatMap(Auth.Ldap::caFile)
                .flatMap(name -> pem("ldap", "directory", name, named, problems)),
            auth.oidc()
                .flatMap(Auth.Oidc::caFile)
                .flatMap(name -> pem("oidc", "issuer", name, named, problems)));
    return new SignInAuthorityFiles(authorities, problems);
  }

  private static Optional<String> pem(
      String section,
      String whom,
      String name,
      Function<String, Path> named,
      List<Problem> problems) {
    Path path = named.apply(name);
    Optional<String> pem = Optional.empty();
    String what = "there is no certificate in " + path;
    try {
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      pem = Optional.of(Pem.of(Pem.certificates(text))).filter(found -> !found.isEmpty());
    } catch (IOException _) {
      what = path + " cannot be read";
    } catch (CertificateException _) {
      what = "a certificate in " + path + " cannot be decoded";
    }
    if (pem.isEmpty()) {
      problems.add(
          Problem.error(
                  what,
                  "web.auth.%s.ca_file names it: with it auth_service knows the %s"
                      .formatted(section, whom),
                  ("give the CA in PEM, beginning with -----BEGIN CERTIFICATE-----, or take ca_file"
                          + " out where the %s has a usual certificate")
                      .formatted(whom))
              .at(Place.file(name)));
    }
    return pem;
  }
}
