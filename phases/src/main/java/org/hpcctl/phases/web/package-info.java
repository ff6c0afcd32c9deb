/// The phase `web`: nginx, its certificate and the eight services (docs/reference/web.md).
///
/// Start at [org.hpcctl.phases.web.Web]. May use what [org.hpcctl.phases] may, and no other phase.
@NullMarked
package org.hpcctl.phases.web;

import org.jspecify.annotations.NullMarked;
