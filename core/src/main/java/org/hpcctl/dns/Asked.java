package org.hpcctl.dns;

import module java.base;

/// What somebody is about to ask of a CA.
///
/// @param issuers the names by which the CA knows itself in CAA records (`caaIdentities` of its
///   directory); empty when it does not tell, and then nothing can be said
/// @param account the URI of our account there, when we have one
/// @param method how the names are proved: `http-01`, `dns-01`
public record Asked(Set<String> issuers, Optional<String> account, String method) {
  public Asked {
    issuers =
        issuers.stream()
            .map(issuer -> issuer.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }
}
