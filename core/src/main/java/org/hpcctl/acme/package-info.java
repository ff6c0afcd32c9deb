/// The conversation with one certificate authority (ACME, RFC 8555).
///
/// Start at [org.hpcctl.acme.AcmeAccount]; [org.hpcctl.acme.AccountKey] alone is enough to answer
/// HTTP-01, without a request. May use `problem`, `secret` and `dns`; the only room that knows
/// acme4j and jose4j, and none of their exceptions leaves it: what goes wrong is an
/// [org.hpcctl.acme.AcmeFailure].
///
/// Nothing here is kept between runs: account keys, certificates and what was learned of a CA's
/// limits are the caller's to store.
@NullMarked
package org.hpcctl.acme;

import org.jspecify.annotations.NullMarked;
