/// What happened, told to all heads: a job started, a node went away, an upload ended. Services
/// publish [org.hpcctl.services.kit.bus.Event]s by topic; the websocket service brings them to the
/// browsers.
///
/// Over Redis a topic is a stream, so that who was away for a while reads on where it stopped;
/// alone it is a list in memory with the same contract. Events are news, not the truth: the truth
/// is in the database and in Slurm, and who missed news asks there. Uses the kit's Redis and
/// Jackson and nothing of the rest of the kit.
///
/// **Everybody who subscribes gets every event, the private ones of all users too.** An event with
/// a `user` is for that user only; whoever hands it on has to see to it.
///
/// Start at [org.hpcctl.services.kit.bus.Bus].
@NullMarked
package org.hpcctl.services.kit.bus;

import org.jspecify.annotations.NullMarked;
