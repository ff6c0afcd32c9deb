/// The phase `keepalived`: the virtual IP (docs/reference/keepalived.md).
///
/// Start at [org.hpcctl.phases.keepalived.Keepalived]. May use what [org.hpcctl.phases] may, and no
/// other phase.
@NullMarked
package org.hpcctl.phases.keepalived;

import org.jspecify.annotations.NullMarked;
