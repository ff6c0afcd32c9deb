package org.hpcctl.plan;

import java.util.Optional;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.spec.Cluster;

/// All that a plan depends on. Whatever else it may need is made before planning, so that planning
/// stays a pure function.
///
/// @param certificate of the portal, unless the cluster is served without TLS
public record Inputs(Cluster cluster, Optional<KeyPairPem> certificate, Release release) {}
