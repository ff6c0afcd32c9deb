/// A user's directory, as much of it as moving files needs: a file made, written at an offset,
/// given its name in one step, read, deleted.
///
/// Two ways lead there: with the rights of this process, for a service that was started alone, and
/// as the Unix user by the kit's helper. Both keep to what the test of the interface says. Uses the
/// kit's `act` and nothing else of ours.
///
/// Start at [org.hpcctl.services.fileservice.store.Directory].
@NullMarked
package org.hpcctl.services.fileservice.store;

import org.jspecify.annotations.NullMarked;
