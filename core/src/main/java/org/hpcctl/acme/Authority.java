package org.hpcctl.acme;

import module java.base;

import java.security.cert.CertificateException;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Pem;

/// A certificate authority that speaks ACME.
///
/// @param name how it is called in what people read
/// @param directory the address of its directory
/// @param roots a PEM file with the certificates that vouch for its own HTTPS; without one those
///   that Java trusts
/// @param externalAccount where the CA wants to know first who asks
public record Authority(
    String name, URI directory, Optional<Path> roots, Optional<ExternalAccount> externalAccount) {

  /// Everything that would keep us from talking to it; reads the file of roots, asks nobody.
  public List<Problem> check() {
    List<Problem> problems = new ArrayList<>();
    if (!"https".equals(directory.getScheme()) || directory.getHost() == null) {
      problems.add(
          Problem.error(
              "the directory of the CA %s is not an https address: %s".formatted(name, directory),
              "ACME is spoken over HTTPS only (RFC 8555, 6.1)",
              "give the address from the CA's pages, such as https://ca.example.com/directory"));
    }
    roots.ifPresent(file -> unreadable(file).ifPresent(problems::add));
    externalAccount.ifPresent(account -> problems.addAll(account.check()));
    return problems;
  }

  private Optional<Problem> unreadable(Path file) {
    String why = "without them nothing proves that it is %s that answers".formatted(name);
    try {
      if (!Pem.certificates(Files.readString(file)).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          Problem.error(
                  "there is no certificate in %s".formatted(file),
                  why,
                  "give the CA's root certificates in PEM")
              .at(Place.file(file.toString())));
    } catch (IOException | CertificateException _) {
      return Optional.of(
          Problem.error(
                  "the root certificates in %s cannot be read".formatted(file),
                  why,
                  "give the CA's root certificates in PEM, readable for who runs hpcctl")
              .at(Place.file(file.toString())));
    }
  }
}
