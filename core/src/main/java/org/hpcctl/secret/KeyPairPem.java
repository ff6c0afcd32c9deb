package org.hpcctl.secret;

/// A TLS certificate with its private key, as PEM (RFC 7468).
///
/// @param certificateChain the host's certificate first, then the intermediates
/// @param privateKey PKCS#8
public record KeyPairPem(String certificateChain, Secret privateKey) {}
