/// The vocabulary in which the YAML is described once: a section's fields are at the same time how
/// it is read, what its defaults are, how it is shown, its JSON Schema and its documentation.
///
/// Start at [org.hpcctl.spec.schema.Section]. Knows nothing of clusters; may use `problem` and
/// `secret`.
@NullMarked
package org.hpcctl.spec.schema;

import org.jspecify.annotations.NullMarked;
