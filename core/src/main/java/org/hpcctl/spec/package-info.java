/// What the operator wrote: one record a section of the YAML, complete and immutable, and the
/// reader that makes them.
///
/// Start at [org.hpcctl.spec.Cluster], then [org.hpcctl.spec.SpecReader]. May use `problem`,
/// `secret`, and of `dns` what a key for updates is. Opens no file and reads no environment: both
/// come in as arguments.
@NullMarked
package org.hpcctl.spec;

import org.jspecify.annotations.NullMarked;
