/// How a file comes in: a session that survives cuts, restarts and the loss of a head, whichever
/// protocol it speaks.
///
/// Bytes go straight to their place in one file under the session's id, in the user's directory;
/// the database knows which of them are there. Only when all are, the file gets its name, in one
/// step and never over another file. Whoever writes holds a lease, so two heads never write the
/// same bytes by accident. Uses `store` and the kit.
///
/// Start at [org.hpcctl.services.fileservice.transfer.Uploads].
@NullMarked
package org.hpcctl.services.fileservice.transfer;

import org.jspecify.annotations.NullMarked;
