/// Packing: the directory hpcctl runs from, the archive and the Debian package made of it.
///
/// Start at [org.hpcctl.dist.Assemble]. Runs in the build only, by `dist/pom.xml`. May use every
/// module's jar, as a file; of their code it calls only what names the services. What is packed for
/// the hosts has the same bytes in every build of the same sources, so that a rebuild restarts
/// nothing.
@NullMarked
package org.hpcctl.dist;

import org.jspecify.annotations.NullMarked;
