/// Who somebody is and what they may do. Has health and metrics so far.
///
/// Start at [org.hpcctl.services.authservice.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.authservice;

import org.jspecify.annotations.NullMarked;
