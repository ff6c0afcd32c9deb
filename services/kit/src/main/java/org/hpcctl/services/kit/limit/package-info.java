/// How often somebody may ask: a limit for each route and caller, counted for all heads together.
/// Uses the kit's Redis and nothing of the rest of it; the answer 429 and its headers are the HTTP
/// core's.
///
/// Windows slide and are exact (docs/decisions/0008). Start at
/// [org.hpcctl.services.kit.limit.Limiter].
@NullMarked
package org.hpcctl.services.kit.limit;

import org.jspecify.annotations.NullMarked;
