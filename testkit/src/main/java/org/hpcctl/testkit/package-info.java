/// What tests share: golden files, real servers to speak with. Depends on nothing of ours, so that
/// every module may use it.
@NullMarked
package org.hpcctl.testkit;

import org.jspecify.annotations.NullMarked;
