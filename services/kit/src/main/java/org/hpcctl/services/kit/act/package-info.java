/// Acting as the Unix user who asked: a service names the user and a verb of a closed list, and a
/// small program outside of the service does it with that user's rights.
///
/// Start at [org.hpcctl.services.kit.act.ActAsUser]. The program and its protocol lie in the
/// templates (`web/act/hpcctl-act-verbs`); this package carries a copy of it for a service that was
/// started alone. A verb is added there, in its list, and in [org.hpcctl.services.kit.act.Verb].
/// Uses the JDK only.
@NullMarked
package org.hpcctl.services.kit.act;

import org.jspecify.annotations.NullMarked;
