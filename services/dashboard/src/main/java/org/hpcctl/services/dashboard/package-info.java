/// The portal's first page.
///
/// Start at [org.hpcctl.services.dashboard.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.dashboard;

import org.jspecify.annotations.NullMarked;
