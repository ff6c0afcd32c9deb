package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.Auth.Groups;
import org.hpcctl.spec.Auth.Others;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.MapOf;
import org.hpcctl.spec.schema.Values;

/// The keys that say what the groups of a directory or an issuer mean here.
///
/// @param <R> the record of the section that has them
record GroupFields<R>(Field<R, Map<String, String>> roles, Field<R, Others> others) {
  static <R> GroupFields<R> of(Function<R, Groups> groups) {
    return new GroupFields<>(
        Field.<R, Map<String, String>>of(
                "roles",
                new MapOf<>("groups and the role of each", Form.ROLE),
                section -> groups.apply(section).roles(),
                "the role that each group gives, the strongest first; without it administrators of"
                    + " the portal give roles")
            .orElse(Map.of()),
        Field.of(
                "others",
                Choice.of(Others.class),
                (R section) -> groups.apply(section).others(),
                "the role of those in none of these groups; nobody keeps them out")
            .orElse(Others.USER));
  }

  Groups of(Values values) {
    return new Groups(new LinkedHashMap<>(values.of(roles)), values.of(others));
  }
}
