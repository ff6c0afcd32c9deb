package org.hpcctl.acme;

/// Why a certificate is revoked: the reasons that a subscriber may give (CA/Browser Forum Baseline
/// Requirements, 4.9.1.1; RFC 5280, 5.3.1).
public enum RevocationReason {
  UNSPECIFIED(0),
  KEY_COMPROMISE(1),
  AFFILIATION_CHANGED(3),
  SUPERSEDED(4),
  CESSATION_OF_OPERATION(5);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
