/// The command line: one class a command, each a prefix of the pipeline.
///
/// Start at [org.hpcctl.cli.Main], then [org.hpcctl.cli.Hpcctl], the list of commands. The only
/// place that reads flags, the environment and the terminal.
@NullMarked
package org.hpcctl.cli;

import org.jspecify.annotations.NullMarked;
