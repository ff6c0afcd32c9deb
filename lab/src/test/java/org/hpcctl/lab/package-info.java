@NullMarked
package org.hpcctl.lab;

import org.jspecify.annotations.NullMarked;
