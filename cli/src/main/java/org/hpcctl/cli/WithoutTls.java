package org.hpcctl.cli;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.Web;

/// A cluster as it is, but with its portal served without TLS (`--skip-ssl`).
final class WithoutTls {
  private WithoutTls() {}

  static Cluster of(Cluster cluster) {
    Web web = cluster.web();
    Ssl ssl = web.ssl();
    return new Cluster(
        cluster.name(),
        cluster.domain(),
        cluster.timezone(),
        cluster.adminEmail(),
        cluster.ssh(),
        cluster.network(),
        cluster.controllers(),
        cluster.computeNodes(),
        new Web(
            web.domain(),
            web.sessionSecret(),
            web.jwtSecret(),
            new Ssl(
                Ssl.Mode.NONE, ssl.certificate(), ssl.key(), ssl.acme(), ssl.tlsMin(), ssl.hsts()),
            web.services(),
            web.upstreams(),
            web.rateLimits(),
            web.uploadMax(),
            web.stores(),
            web.tokenSignature(),
            web.monitoring(),
            web.auth()));
  }
}
