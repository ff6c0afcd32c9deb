/// Files of the cluster's users. Has health and metrics so far.
///
/// Start at [org.hpcctl.services.fileservice.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.fileservice;

import org.jspecify.annotations.NullMarked;
