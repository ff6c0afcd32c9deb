/// What must not be shown, and what hpcctl generates once and remembers.
///
/// Start at [org.hpcctl.secret.Secret].
@NullMarked
package org.hpcctl.secret;

import org.jspecify.annotations.NullMarked;
