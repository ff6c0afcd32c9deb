/// The portal's page for administrators.
///
/// Start at [org.hpcctl.services.adminportal.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.adminportal;

import org.jspecify.annotations.NullMarked;
