package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;

/// `web.auth:`
final class AuthSection {
  private static final Field<Auth, Optional<String>> PAM =
      Field.optional(
          "pam",
          Form.PAM_SERVICE,
          Auth::pam,
          "the PAM service whose passwords sign in too; without it nothing asks PAM");

  static final Section<Auth> SECTION =
      Section.of(
          "Who else knows people and their passwords", values -> new Auth(values.of(PAM)), PAM);

  private AuthSection() {}
}
