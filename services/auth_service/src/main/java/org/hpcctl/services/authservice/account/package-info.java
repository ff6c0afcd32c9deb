/// Accounts as rows: users, roles, groups, their passwords and what they may do.
///
/// Most classes work on the handle of one transaction that their caller began; none knows HTTP.
/// Start at [org.hpcctl.services.authservice.account.Users].
@NullMarked
package org.hpcctl.services.authservice.account;

import org.jspecify.annotations.NullMarked;
