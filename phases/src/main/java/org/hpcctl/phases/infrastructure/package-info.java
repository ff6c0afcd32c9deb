/// The phase `infrastructure`: what every host needs before anything runs on it
/// (docs/reference/infrastructure.md).
///
/// Start at [org.hpcctl.phases.infrastructure.Infrastructure]. May use what [org.hpcctl.phases]
/// may, and no other phase.
@NullMarked
package org.hpcctl.phases.infrastructure;

import org.jspecify.annotations.NullMarked;
