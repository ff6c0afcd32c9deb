/// What each of the eight services is made of: configuration, HTTP server, health, metrics, logs.
///
/// A service's `Main` names itself and its routes in one [org.hpcctl.services.kit.Service]; the
/// rest is here. Uses Jetty's core, Jackson, the Prometheus client and logback, and nothing of the
/// command line: both sides meet only in the configuration file (docs/reference/services.md).
///
/// Start at [org.hpcctl.services.kit.Service], then [org.hpcctl.services.kit.Door].
@NullMarked
package org.hpcctl.services.kit;

import org.jspecify.annotations.NullMarked;
