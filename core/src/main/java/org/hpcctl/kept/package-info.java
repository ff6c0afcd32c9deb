/// How files of ours are read back that lie beside the YAML or beside the program.
///
/// May use nothing else of ours. Start at [KeptJson].
@NullMarked
package org.hpcctl.kept;

import org.jspecify.annotations.NullMarked;
