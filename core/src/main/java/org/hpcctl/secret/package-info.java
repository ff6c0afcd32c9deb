/// What must not be shown, and what hpcctl generates once and remembers.
///
/// Start at [org.hpcctl.secret.Secret], then [org.hpcctl.secret.Keyring]. May use `problem`. The
/// only files it opens are its own, beside the YAML.
@NullMarked
package org.hpcctl.secret;

import org.jspecify.annotations.NullMarked;
