package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Auth.Ldap;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.GivenSecret;
import org.hpcctl.spec.schema.Section;

/// `web.auth.ldap:`
final class LdapSection {
  private static final Field<Ldap, String> SERVER =
      Field.of(
          "server",
          Form.LDAP_URL,
          Ldap::server,
          "the directory: ldaps://…, or ldap://…, which speaks STARTTLS except to loopback");
  private static final Field<Ldap, Optional<String>> CA_FILE =
      Field.optional(
          "ca_file",
          Form.PATH,
          Ldap::caFile,
          "the CA that vouches for the directory, in PEM; relative to this file; without it the"
              + " usual ones");
  private static final Field<Ldap, Optional<String>> BIND_DN =
      Field.optional(
          "bind_dn",
          Form.BIND_NAME,
          Ldap::bindDn,
          "who looks people up; without it the directory is asked as nobody");
  private static final Field<Ldap, Optional<Secret>> BIND_PASSWORD =
      Field.optional(
          "bind_password",
          new GivenSecret("the password of bind_dn"),
          Ldap::bindPassword,
          "the password of bind_dn");
  private static final Field<Ldap, String> USER_BASE =
      Field.of("user_base", Form.DN, Ldap::userBase, "below which entry people are");
  private static final Field<Ldap, String> USER_ATTRIBUTE =
      Field.of(
              "user_attribute",
              Form.LDAP_ATTRIBUTE,
              Ldap::userAttribute,
              "the attribute with the name that people sign in by")
          .orElse("uid");
  private static final Field<Ldap, String> SUBJECT_ATTRIBUTE =
      Field.of(
              "subject_attribute",
              Form.LDAP_ATTRIBUTE,
              Ldap::subjectAttribute,
              "the attribute that never changes and is never given to another; objectSid with"
                  + " Active Directory")
          .orElse("entryUUID");
  private static final Field<Ldap, Optional<String>> UNIX_ATTRIBUTE =
      Field.optional(
          "unix_attribute",
          Form.LDAP_ATTRIBUTE,
          Ldap::unixAttribute,
          "the attribute with the name of the Unix account; without it administrators map people");
  private static final Field<Ldap, Optional<String>> GROUP_BASE =
      Field.optional(
          "group_base",
          Form.DN,
          Ldap::groupBase,
          "below which entry groups are; without it nobody has any");
  private static final Field<Ldap, String> MEMBER_ATTRIBUTE =
      Field.of(
              "member_attribute",
              Form.LDAP_ATTRIBUTE,
              Ldap::memberAttribute,
              "the attribute of a group with its members: memberUid where they are names, member"
                  + " where they are entries")
          .orElse("memberUid");
  private static final GroupFields<Ldap> GROUPS = GroupFields.of(Ldap::groups);

  static final Section<Ldap> SECTION =
      Section.of(
          "A directory whose passwords sign in too",
          values ->
              new Ldap(
                  values.of(SERVER),
                  values.of(CA_FILE),
                  values.of(BIND_DN),
                  values.of(BIND_PASSWORD),
                  values.of(USER_BASE),
                  values.of(USER_ATTRIBUTE),
                  values.of(SUBJECT_ATTRIBUTE),
                  values.of(UNIX_ATTRIBUTE),
                  values.of(GROUP_BASE),
                  values.of(MEMBER_ATTRIBUTE),
                  GROUPS.of(values)),
          SERVER,
          CA_FILE,
          BIND_DN,
          BIND_PASSWORD,
          USER_BASE,
          USER_ATTRIBUTE,
          SUBJECT_ATTRIBUTE,
          UNIX_ATTRIBUTE,
          GROUP_BASE,
          MEMBER_ATTRIBUTE,
          GROUPS.roles(),
          GROUPS.others());

  private LdapSection() {}
}
