package org.hpcctl.services.authservice.provider;

import module java.base;

import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What a provider's groups mean here.
///
/// @param roles from a group of the provider to a role of ours, the strongest first
/// @param otherwise the role of those in none of these groups; empty turns them away
public record GroupRules(SequencedMap<String, String> roles, Optional<String> otherwise) {
  static GroupRules read(Fields section) {
    SequencedMap<String, String> roles = new LinkedHashMap<>();
    section
        .object("roles")
        .ifPresent(
            map ->
                map.names().forEach(group -> roles.put(group, map.required(group, Names.role()))));
    Optional<String> otherwise =
        section.optional("others", Kind.oneOf(List.of("user", "guest", "nobody")));
    return new GroupRules(
        roles, Optional.of(otherwise.orElse("user")).filter(role -> !role.equals("nobody")));
  }

  /// Empty when nobody of these groups may come in.
  Optional<String> role(Set<String> groups) {
    return roles.entrySet().stream()
        .filter(entry -> groups.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> otherwise);
  }
}
