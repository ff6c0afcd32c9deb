package org.hpcctl.acme;

import org.hpcctl.dns.TxtRecords;

/// How the names are proved (RFC 8555, 8).
public sealed interface Answers {

  /// By the heads themselves: each answers any token with itself, a dot and
  /// [AccountKey#thumbprint()]. So nothing is handed out here, and it does not matter which head is
  /// asked, or from where.
  record Http01() implements Answers {}

  /// By records in the DNS: the only proof for wildcards.
  record Dns01(TxtRecords records) implements Answers {}
}
