/// Where a service keeps its rows: MariaDB (Galera behind one address), or an H2 file in its place
/// when the service was started alone. The same migrations and the same SQL run on both.
///
/// A service hands in a piece of work and never sees a connection: pool, queue, transaction, the
/// retries that a cluster asks for and the schema's migration are here. Uses HikariCP, Jdbi and
/// Flyway and nothing of the rest of the kit, which turns the two exceptions into answers: 503 with
/// `Retry-After` for [org.hpcctl.services.kit.database.DatabaseUnavailable], 500 without a promise
/// for [org.hpcctl.services.kit.database.CommitUnknown].
///
/// Migrations are Flyway's (`V1__tables.sql`) on the class path, in the words that both databases
/// know, and repeatable: MariaDB commits each DDL by itself, so that a head that dies in the middle
/// of a file leaves half of it behind; write `CREATE TABLE IF NOT EXISTS`.
///
/// Start at [org.hpcctl.services.kit.database.Database].
@NullMarked
package org.hpcctl.services.kit.database;

import org.jspecify.annotations.NullMarked;
