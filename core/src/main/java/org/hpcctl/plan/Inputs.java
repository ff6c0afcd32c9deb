package org.hpcctl.plan;

import java.util.Optional;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.spec.Cluster;

/// All that a plan depends on. Whatever else it may need is made before planning, so that planning
/// stays a pure function.
///
/// @param certificate of the portal, unless the cluster is served without TLS
/// @param thumbprint of the ACME account's key (RFC 8555 8.1), with which every head answers
///   HTTP-01 challenges; empty when there are none to answer
public record Inputs(
    Cluster cluster,
    Optional<KeyPairPem> certificate,
    Optional<String> thumbprint,
    SignInAuthorities authorities,
    Release release) {}
