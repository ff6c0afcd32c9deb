package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The portal.
///
/// @param names every name and address it answers to
/// @param http2Directive whether nginx has `http2 on` (1.25.1) instead of a flag of `listen`
/// @param acme whether challenges of a CA are answered
/// @param bodyMax what one upload may hold, its form included, as nginx writes it: `10256M`
/// @param connections of one client address at a time
/// @param internalNetworks who may read metrics
/// @param metrics address and port of this head's metrics_api
/// @param services in the order in which `/health` asks them
public record PortalSite(
    List<String> names,
    boolean tls,
    boolean http2Directive,
    boolean acme,
    List<Route> routes,
    String bodyMax,
    int connections,
    List<String> internalNetworks,
    String metrics,
    List<String> services)
    implements FileText {
  @Override
  public String template() {
    return "web/web_services.conf.ftl";
  }
}
