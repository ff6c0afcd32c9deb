package org.hpcctl.services.authservice.provider;

import module java.base;

import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// Where a directory is and how people are found in it.
///
/// @param server `ldaps://…`, or `ldap://…`, which speaks STARTTLS unless it is on loopback
/// @param authority PEM file of the CA that vouches for the server; empty trusts the system's
/// @param bindDn who looks people up; empty looks anonymously
/// @param userAttribute holds the name by which people sign in
/// @param subjectAttribute holds what never changes and is never given to another
/// @param unixAttribute holds the name of the account on the cluster; empty maps nobody
/// @param groupBase empty reads no groups
/// @param memberAttribute of a group: the names of its members, `memberUid`, or their entries
public record LdapSettings(
    URI server,
    Optional<Path> authority,
    String bindDn,
    Optional<String> bindPassword,
    String userBase,
    String userAttribute,
    String subjectAttribute,
    Optional<String> unixAttribute,
    Optional<String> groupBase,
    String memberAttribute,
    GroupRules rules) {
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
  private static final int DN = 500;

  public static LdapSettings read(Fields section) {
    URI server =
        section.required(
            "server",
            Kind.parsed(
                "an address, e.g. \"ldaps://ldap.example.com\"",
                URI.create("ldaps://localhost"),
                LdapSettings::address));
    String bindDn = section.optional("bind_dn", Kind.line(0, DN), "");
    Optional<String> password = section.optional("bind_password", Kind.secret(1, 256));
    if (!bindDn.isEmpty() && password.isEmpty()) {
      // A name without a password binds as nobody, without an error.
      section.fault("bind_password", "missing; bind_dn needs it");
    }
    return new LdapSettings(
        server,
        section.optional("authority", Kind.path()),
        bindDn,
        password,
        section.required("user_base", Kind.line(1, DN)),
        section.optional("user_attribute", attribute(), "uid"),
        section.optional("subject_attribute", attribute(), "entryUUID"),
        section.optional("unix_attribute", attribute()),
        section.optional("group_base", Kind.line(1, DN)),
        section.optional("member_attribute", attribute(), "memberUid"),
        GroupRules.read(section));
  }

  private static Kind<String> attribute() {
    return Kind.matching(ATTRIBUTE, "the name of an attribute");
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    boolean fits =
        Set.of("ldap", "ldaps").contains(String.valueOf(address.getScheme()))
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && Set.of("", "/").contains(String.valueOf(address.getRawPath()));
    if (!fits) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }

  boolean isEncrypted() {
    return server.getScheme().equals("ldaps");
  }

  int port() {
    int named = server.getPort();
    return named > 0 ? named : isEncrypted() ? 636 : 389;
  }

  /// Without the password.
  @Override
  public String toString() {
    return "LdapSettings[" + server + "]";
  }
}
