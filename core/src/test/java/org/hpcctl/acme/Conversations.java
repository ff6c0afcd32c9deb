package org.hpcctl.acme;

import module java.base;

import java.security.cert.X509Certificate;
import org.hpcctl.secret.Pem;
import org.hpcctl.testkit.Pebble;

/// What the tests against Pebble have in common.
record Conversations(Pebble pebble, List<Progress> heard) {
  static final Duration LIMIT = Duration.ofSeconds(60);

  Conversations(Pebble pebble) {
    this(pebble, Collections.synchronizedList(new ArrayList<>()));
  }

  Authority authority() {
    return authority(Optional.empty());
  }

  Authority authority(Optional<ExternalAccount> account) {
    return new Authority("pebble", pebble.directory(), Optional.of(pebble.roots()), account);
  }

  AcmeAccount open(AccountKey key) {
    return open(authority(), key);
  }

  AcmeAccount open(Authority authority, AccountKey key) {
    return AcmeAccount.open(
        authority, key, Optional.of("admin@example.com"), InstantSource.system(), heard::add);
  }

  /// Issues by HTTP-01 with one head.
  Issued issue(AccountKey key, Wanted wanted) throws IOException {
    try (AcmeAccount account = open(key);
        StatelessHead _ = new StatelessHead("127.0.0.1", pebble.httpPort(), key)) {
      return account.issue(wanted, new Answers.Http01(), LIMIT);
    }
  }

  static List<X509Certificate> chain(Issued issued) throws Exception {
    return Pem.certificates(issued.pair().certificateChain());
  }

  static String commonName(String root) throws Exception {
    return CommonName.ofIssuer(Pem.certificates(root).getFirst()).orElseThrow();
  }
}
