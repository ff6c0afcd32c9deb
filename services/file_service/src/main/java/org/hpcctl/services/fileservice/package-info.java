/// Files of the cluster's users: they come in through `/api/files`, `/api/v2/files` and tus, lie in
/// directories that belong to the Unix users, and go out in ranges.
///
/// Start at [org.hpcctl.services.fileservice.FileService], which puts together what is in `api`
/// (HTTP), `transfer` (sessions and their rows) and `store` (the directories). May use the kit and
/// nothing else of ours.
@NullMarked
package org.hpcctl.services.fileservice;

import org.jspecify.annotations.NullMarked;
