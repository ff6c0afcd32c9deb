/// The three faces of the same sessions and files: the simple one (`/api/files`), chunks
/// (`/api/v2/files`) and tus 1.0 (`/api/files/tus`). What they promise is written in
/// `openapi/file_service.yaml`.
///
/// Start at [org.hpcctl.services.fileservice.api.FileRoutes]. Uses `transfer`, `store` and the kit.
@NullMarked
package org.hpcctl.services.fileservice.api;

import org.jspecify.annotations.NullMarked;
