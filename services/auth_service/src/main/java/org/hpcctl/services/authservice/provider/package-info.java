/// Others who know people: a directory (LDAP), PAM of the host and any issuer of OpenID Connect.
/// What they say of somebody is a [org.hpcctl.services.authservice.provider.Profile]; which account
/// that is, and what its groups give, is decided in
/// [org.hpcctl.services.authservice.provider.Newcomers].
@NullMarked
package org.hpcctl.services.authservice.provider;

import org.jspecify.annotations.NullMarked;
