/// Who somebody is and what they may do.
///
/// This package is the service's face: options, routes, the command that makes an administrator.
/// What it does lies in `account` (users, roles, groups, passwords), `session` (sign-in, tokens,
/// keys), `provider` (LDAP, OpenID Connect) and `audit`.
///
/// Start at [org.hpcctl.services.authservice.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.authservice;

import org.jspecify.annotations.NullMarked;
