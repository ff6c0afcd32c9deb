/// `hpcctl lab`: a cluster of booted Debian hosts on this machine, to try things on.
///
/// Start at [org.hpcctl.cli.lab.LabCommand]. Turns what [org.hpcctl.lab] cannot do into problems.
@NullMarked
package org.hpcctl.cli.lab;

import org.jspecify.annotations.NullMarked;
