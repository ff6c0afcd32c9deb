@NullMarked
package org.hpcctl.cli.lab;

import org.jspecify.annotations.NullMarked;
