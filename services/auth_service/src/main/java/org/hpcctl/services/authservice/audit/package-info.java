/// What happened to accounts and sessions, for whoever has to find out later. Rows are added and
/// read; nothing here changes or deletes one.
@NullMarked
package org.hpcctl.services.authservice.audit;

import org.jspecify.annotations.NullMarked;
