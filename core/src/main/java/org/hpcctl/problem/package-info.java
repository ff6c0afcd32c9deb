/// What we tell people when something is wrong: what, where, why it matters, what to do.
///
/// Start at [org.hpcctl.problem.Problem]. May use nothing else of ours; everything may use it.
@NullMarked
package org.hpcctl.problem;

import org.jspecify.annotations.NullMarked;
