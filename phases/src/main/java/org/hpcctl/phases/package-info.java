/// What a cluster is made of, in order.
///
/// Start at [org.hpcctl.phases.Phases], the list. Each phase is a pure function of the cluster in a
/// package of its own; phases never call each other. May use `plan`, `resource`, `spec`, `secret`,
/// `problem`, `shell` and the templates; asks no host and opens no file.
@NullMarked
package org.hpcctl.phases;

import org.jspecify.annotations.NullMarked;
