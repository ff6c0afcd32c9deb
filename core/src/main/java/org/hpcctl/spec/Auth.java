package org.hpcctl.spec;

import module java.base;

/// Who else knows people and their passwords, besides the portal itself.
///
/// @param pam the PAM service to ask on the web hosts, a file of `/etc/pam.d`
public record Auth(Optional<String> pam) {}
