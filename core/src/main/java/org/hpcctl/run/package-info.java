/// Making it so: asks hosts, holds the lock, applies stage by stage, tells what happens.
///
/// Start at [org.hpcctl.run.Run]. May use `plan`, `probe`, `apply`, `resource`, `host` and
/// `problem`. Nobody prints here: whoever wants to show something listens to
/// [org.hpcctl.run.Event].
@NullMarked
package org.hpcctl.run;

import org.jspecify.annotations.NullMarked;
