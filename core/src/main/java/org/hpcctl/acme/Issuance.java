package org.hpcctl.acme;

import module java.base;

import java.security.cert.X509Certificate;
import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.problem.Problem;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Pem;
import org.hpcctl.secret.Secret;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.util.CSRBuilder;

/// One order, from the names to the certificate.
final class Issuance {
  private final Authority authority;
  private final Login login;
  private final Wanted wanted;
  private final Patience patience;
  private final Consumer<Progress> progress;
  private final Failures failures;

  Issuance(
      Authority authority,
      Login login,
      Wanted wanted,
      Patience patience,
      Consumer<Progress> progress) {
    this.authority = authority;
    this.login = login;
    this.wanted = wanted;
    this.patience = patience;
    this.progress = progress;
    this.failures = new Failures(authority, patience);
  }

  Issued run(Answers answers) throws AcmeException {
    Order order = order();
    progress.accept(new Progress.Ordered(URI.create(order.getLocation().toString())));
    new Proof(authority, answers, patience, progress).of(order);
    await(order, Set.of(Status.PENDING), "the order, after all proofs");
    KeyPair key = wanted.key().generate();
    if (order.getStatus() == Status.READY) {
      progress.accept(new Progress.Issuing());
      finish(order, csr(key));
    }
    await(order, Set.of(Status.PENDING, Status.READY, Status.PROCESSING), "the certificate");
    return issued(order.getCertificate(), key);
  }

  private Order order() throws AcmeException {
    Optional<String> replaced = replaced();
    if (replaced.isEmpty()) {
      return builder().create();
    }
    try {
      return builder().replaces(replaced.get()).create();
    } catch (AcmeNetworkException | AcmeRateLimitedException e) {
      throw e;
    } catch (AcmeException e) {
      // Whatever the CA dislikes, it may be this: other clients have looped for ever over it.
      progress.accept(
          new Progress.Retrying(
              "the CA does not take it as a replacement: " + e.getMessage(), Duration.ZERO));
      return builder().create();
    }
  }

  private OrderBuilder builder() throws AcmeException {
    OrderBuilder builder = login.newOrder();
    wanted.names().stream().distinct().map(Names::identifier).forEach(builder::identifier);
    if (wanted.profile().isPresent()) {
      String profile = wanted.profile().get();
      Set<String> offered = new TreeSet<>(login.getSession().getMetadata().getProfiles());
      if (!offered.contains(profile)) {
        throw new AcmeFailure(
            Kind.REFUSED,
            Problem.error(
                "the CA %s does not offer the profile %s".formatted(authority.name(), profile),
                offered.isEmpty()
                    ? "it offers none at all"
                    : "it offers " + String.join(", ", offered),
                offered.isEmpty() ? "leave the profile away" : "choose one of these"));
      }
      builder.profile(profile);
    }
    return builder;
  }

  /// Empty where the CA knows no renewals, and for a certificate that no CA issued.
  private Optional<String> replaced() throws AcmeException {
    if (wanted.replaces().isEmpty()
        || login.getSession().resourceUrlOptional(Resource.RENEWAL_INFO).isEmpty()) {
      return Optional.empty();
    }
    return RenewalName.of(wanted.replaces().get());
  }

  private byte[] csr(KeyPair key) throws AcmeException {
    CSRBuilder builder = new CSRBuilder();
    wanted.names().stream().distinct().map(Names::identifier).forEach(builder::addIdentifier);
    try {
      builder.sign(key);
      return builder.getEncoded();
    } catch (IOException e) {
      throw new AcmeException("the request cannot be signed", e);
    }
  }

  /// A request that was sent twice because the first answer got lost comes too late the second
  /// time: then it counts what became of the order.
  private static void finish(Order order, byte[] csr) throws AcmeException {
    try {
      order.execute(csr);
    } catch (AcmeServerException e) {
      order.fetch();
      if (order.getStatus() != Status.PROCESSING && order.getStatus() != Status.VALID) {
        throw e;
      }
    }
  }

  private void await(Order order, Set<Status> unfinished, String what) throws AcmeException {
    Optional<Instant> notBefore = order.fetch();
    for (int asked = 0; unfinished.contains(order.getStatus()); asked++) {
      patience.poll(what, asked, notBefore);
      notBefore = order.fetch();
    }
    if (order.getStatus() == Status.INVALID) {
      throw order
          .getError()
          .map(error -> failures.of(error, Optional.empty(), null))
          .orElseGet(
              () ->
                  new AcmeFailure(
                      Kind.REFUSED,
                      Problem.error(
                          "the CA %s gave the order up".formatted(authority.name()),
                          "it does not say why",
                          "try again")));
    }
  }

  private Issued issued(Certificate certificate, KeyPair key) throws AcmeException {
    certificate.download();
    List<Problem> remarks = new ArrayList<>();
    Certificate chosen = certificate;
    if (wanted.preferredChain().isPresent()) {
      String root = wanted.preferredChain().get();
      Optional<Certificate> preferred = leadingTo(certificate, root);
      chosen = preferred.orElse(certificate);
      if (preferred.isEmpty()) {
        remarks.add(
            Problem.warning(
                "the CA %s has no chain to %s".formatted(authority.name(), root),
                "the certificate came with its usual chain",
                "correct the name of the root, or leave it away"));
      }
    }
    List<X509Certificate> chain = chosen.getCertificateChain();
    if (chain.isEmpty() || !chain.getFirst().getPublicKey().equals(key.getPublic())) {
      throw new AcmeFailure(
          Kind.SERVER,
          Problem.error(
              "the CA %s sent a certificate for another key".formatted(authority.name()),
              "no TLS connection could be made with it",
              "try again later, or another CA"));
    }
    return new Issued(
        new KeyPairPem(Pem.of(chain), new Secret(Pem.of(key.getPrivate()))),
        URI.create(chosen.getLocation().toString()),
        remarks);
  }

  private static Optional<Certificate> leadingTo(Certificate certificate, String root)
      throws AcmeException {
    if (leadsTo(certificate, root)) {
      return Optional.of(certificate);
    }
    for (Certificate alternate : certificate.getAlternateCertificates()) {
      alternate.download();
      if (leadsTo(alternate, root)) {
        return Optional.of(alternate);
      }
    }
    return Optional.empty();
  }

  private static boolean leadsTo(Certificate certificate, String root) {
    List<X509Certificate> chain = certificate.getCertificateChain();
    return !chain.isEmpty()
        && CommonName.ofIssuer(chain.getLast()).filter(root::equals).isPresent();
  }
}
