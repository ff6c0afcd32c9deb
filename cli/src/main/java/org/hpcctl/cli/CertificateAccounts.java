package org.hpcctl.cli;

import module java.base;

import org.hpcctl.acme.AccountKey;
import org.hpcctl.acme.AcmeAccount;
import org.hpcctl.acme.AcmeFailure;
import org.hpcctl.acme.Authority;
import org.hpcctl.acme.ExternalAccount;
import org.hpcctl.acme.Progress;
import org.hpcctl.acme.RenewalWindow;
import org.hpcctl.acme.RevocationReason;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;

/// The account at the CAs of a cluster, and what is asked of a CA outside an order.
final class CertificateAccounts {
  private static final Duration ASK_AGAIN = Duration.ofHours(6);

  private final Cluster cluster;
  private final Acme acme;
  private final Function<String, Path> named;
  private final InstantSource clock;

  /// @param named what a path in the YAML means
  CertificateAccounts(Cluster cluster, Function<String, Path> named, InstantSource clock) {
    this.cluster = cluster;
    this.acme = cluster.web().ssl().acme();
    this.named = named;
    this.clock = clock;
  }

  /// What is wrong with the CAs as the YAML and the files it names have them. Asks nobody.
  List<Problem> check() {
    return acme.authorities().stream().flatMap(each -> known(each).check().stream()).toList();
  }

  /// Asks the CA of the certificate when it wants it renewed (ARI).
  Lineage asked(Lineage lineage, StateFolder folder) {
    Lineage.Held held = lineage.held().orElseThrow();
    Optional<KeyPairPem> pair = folder.pair();
    try (AcmeAccount account = open(authority(held.directory()), folder, _ -> {})) {
      Optional<RenewalWindow> window =
          pair.flatMap(both -> account.renewalWindow(both.certificateChain()));
      return lineage.proposed(
          window.map(it -> it.moment(new SecureRandom()).truncatedTo(ChronoUnit.SECONDS)),
          window.map(RenewalWindow::askAgain));
    } catch (AcmeFailure _) {
      // Our own arithmetic holds until the CA can be asked.
      return lineage.proposed(
          held.renewAt(),
          Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(ASK_AGAIN)));
    }
  }

  /// @throws Refused when the CA does not revoke it
  void revoke(StateFolder folder, Lineage.Held held, RevocationReason reason) {
    String chain = folder.pair().map(KeyPairPem::certificateChain).orElse("");
    if (HostCertificate.of(chain).filter(it -> it.serial().equals(held.serial())).isEmpty()) {
      throw new Refused(
          Problem.error(
              "the certificate in %s is not %s".formatted(folder.path(), held.serial()),
              "the CA wants to see what it shall revoke",
              "put it back from a backup or a head: /etc/nginx/tls/current/fullchain.pem"));
    }
    settle(folder);
    try (AcmeAccount account = open(authority(held.directory()), folder, _ -> {})) {
      account.revoke(chain, reason);
    } catch (AcmeFailure failure) {
      // A run that was cut off after the CA had done it.
      if (!failure.type().equals("alreadyRevoked")) {
        throw new Refused(failure.problem());
      }
    }
  }

  /// Gives the account a new key at every CA.
  void rollover(StateFolder folder, Consumer<String> told) {
    if (acme.authorities().size() > 1) {
      throw new Refused(
          Problem.error(
              "the account's key cannot be changed while there is a fallback CA",
              "all of them know the same key, and they cannot change it together",
              "take web.ssl.fallback out for the time of the change"));
    }
    AccountKey next = AccountKey.create();
    // Kept before the CA learns of it: whoever is cut off here has both, and the next run finds out
    // which is good.
    folder.saveNextAccountKey(next.pem());
    try (AcmeAccount account = open(acme.authorities().getFirst(), folder, told)) {
      account.rollover(next);
      folder.takeNextAccountKey();
    } catch (AcmeFailure failure) {
      throw new Refused(failure.problem());
    }
  }

  /// A conversation with one CA; the key of the account is made when there is none.
  AcmeAccount open(Acme.Authority authority, StateFolder folder, Consumer<String> told) {
    return AcmeAccount.open(
        known(authority),
        AccountKey.read(
            folder.path().resolve("account.pem").toString(),
            folder.accountKey().orElseGet(() -> newKey(folder))),
        Optional.of(cluster.certificateContact()),
        clock,
        progress -> words(progress).ifPresent(told));
  }

  /// Ends a change of the account's key that was cut off.
  void settle(StateFolder folder) {
    Optional<Secret> next = folder.nextAccountKey();
    if (next.isEmpty()) {
      return;
    }
    try (AcmeAccount account = open(acme.authorities().getFirst(), folder, _ -> {})) {
      if (account.knows(AccountKey.read("account.next.pem", next.get()))) {
        folder.takeNextAccountKey();
      } else if (folder.accountKey().isPresent()
          && account.knows(AccountKey.read("account.pem", folder.accountKey().get()))) {
        folder.forgetNextAccountKey();
      }
    } catch (AcmeFailure failure) {
      throw new Refused(failure.problem());
    }
  }

  private static Secret newKey(StateFolder folder) {
    Secret pem = AccountKey.create().pem();
    folder.saveAccountKey(pem);
    return pem;
  }

  private static Optional<String> words(Progress progress) {
    return switch (progress) {
      case Progress.Proving(String name) -> Optional.of("proving " + name);
      case Progress.Issuing() -> Optional.of("all names are proved; waiting for the certificate");
      case Progress.Retrying(String why, Duration pause) ->
          Optional.of("%s; again in %.1f s".formatted(why, pause.toMillis() / 1000.0));
      case Progress.LeftBehind(String owner, Problem problem) ->
          Optional.of("left behind in the DNS: %s (%s)".formatted(owner, problem.what()));
      case Progress.AccountReady _, Progress.Ordered _, Progress.Proved _ -> Optional.empty();
    };
  }

  private Authority known(Acme.Authority authority) {
    return new Authority(
        URI.create(authority.directory()).getHost(),
        URI.create(authority.directory()),
        authority.caFile().map(named),
        authority.eab().map(eab -> new ExternalAccount(eab.keyId(), eab.hmacKey())));
  }

  /// The CA that issued what is held; what became of it in the YAML matters not.
  private Acme.Authority authority(String url) {
    return acme.authorities().stream()
        .filter(authority -> authority.directory().equals(url))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Problem.error(
                            "the CA that issued the certificate is not in the YAML: " + url,
                            "",
                            "add it under web.ssl.fallback")
                        .at(Place.file(url))));
  }
}
