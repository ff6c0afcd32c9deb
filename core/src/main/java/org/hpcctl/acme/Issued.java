package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.KeyPairPem;

/// A certificate that the CA issued, with its new private key.
///
/// @param certificate where the CA offers it
/// @param remarks what was asked for and not given, though the certificate is good
public record Issued(KeyPairPem pair, URI certificate, List<Problem> remarks) {
  public Issued {
    remarks = List.copyOf(remarks);
  }
}
