package org.hpcctl.services.authservice.account;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Roles, groups and the permissions they give, within one transaction.
public record Roles(Handle handle) {
  /// Roles that every cluster has; what they may do can be changed, except for the first.
  public static final List<String> BUILT_IN = List.of("admin", "operator", "user", "guest");

  /// A role or a group.
  ///
  /// @param users how many accounts have it
  public record Grant(String name, String description, Set<String> permissions, long users) {}

  public Rights rights(User user) {
    Set<String> permissions = new HashSet<>(permissions(Table.ROLE, user.role()));
    Set<String> groups = new TreeSet<>(groups(user.id()));
    groups.forEach(group -> permissions.addAll(permissions(Table.GROUP, group)));
    return new Rights(permissions, groups);
  }

  public List<String> groups(long userId) {
    return handle
        .createQuery("SELECT group_name FROM group_members WHERE user_id = :id ORDER BY group_name")
        .bind("id", userId)
        .mapTo(String.class)
        .list();
  }

  public List<Grant> all(Table table) {
    return handle
        .createQuery("SELECT name, description FROM " + table.name + " ORDER BY name")
        .map(
            (row, _) -> {
              String name = row.getString("name");
              return new Grant(
                  name,
                  row.getString("description"),
                  permissions(table, name),
                  holders(table, name).size());
            })
        .list();
  }

  public Optional<Grant> byName(Table table, String name) {
    return all(table).stream().filter(grant -> grant.name().equals(name)).findFirst();
  }

  /// Makes it or replaces what it was.
  public void put(Table table, String name, String description, Set<String> permissions) {
    handle
        .createUpdate(
            "INSERT INTO "
                + table.name
                + " (name, description) VALUES (:name, :description)"
                + " ON DUPLICATE KEY UPDATE description = VALUES(description)")
        .bind("name", name)
        .bind("description", description)
        .execute();
    handle
        .createUpdate("DELETE FROM " + table.permissions + " WHERE " + table.key + " = :name")
        .bind("name", name)
        .execute();
    if (permissions.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO "
                + table.permissions
                + " ("
                + table.key
                + ", permission) VALUES (:name, :permission)");
    permissions.forEach(each -> batch.bind("name", name).bind("permission", each).add());
    batch.execute();
  }

  public void remove(Table table, String name) {
    handle
        .createUpdate("DELETE FROM " + table.name + " WHERE name = :name")
        .bind("name", name)
        .execute();
  }

  /// From now on the account belongs to exactly these groups, which exist.
  public void join(long userId, Set<String> groups) {
    handle
        .createUpdate("DELETE FROM group_members WHERE user_id = :id")
        .bind("id", userId)
        .execute();
    for (String group : groups) {
      handle
          .createUpdate("INSERT INTO group_members (group_name, user_id) VALUES (:group, :id)")
          .bind("group", group)
          .bind("id", userId)
          .execute();
    }
  }

  /// The accounts that have the role or belong to the group.
  public List<Long> holders(Table table, String name) {
    String query =
        switch (table) {
          case ROLE -> "SELECT id FROM users WHERE role = :name";
          case GROUP -> "SELECT user_id FROM group_members WHERE group_name = :name";
        };
    return handle.createQuery(query).bind("name", name).mapTo(Long.class).list();
  }

  /// Makes all changes to who is an administrator happen one after the other, on all heads: two
  /// that each leave one could together leave none.
  public void takeTurn() {
    handle
        .createUpdate("UPDATE turns SET taken = taken + 1 WHERE name = 'administrators'")
        .execute();
  }

  /// Somebody who can sign in has a role that may administer; groups do not count, providers change
  /// them.
  public boolean anyAdministrator() {
    return handle
        .createQuery(
            """
            SELECT u.id FROM users u JOIN role_permissions p ON p.role = u.role
            WHERE NOT u.disabled AND p.permission IN (:everything, :admin) LIMIT 1
            """)
        .bind("everything", Caller.EVERYTHING)
        .bind("admin", Rights.ADMIN)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  private Set<String> permissions(Table table, String name) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT permission FROM " + table.permissions + " WHERE " + table.key + " = :name")
            .bind("name", name)
            .mapTo(String.class)
            .list());
  }

  /// The two ways to be given permissions.
  public enum Table {
    ROLE("roles", "role_permissions", "role"),
    GROUP("portal_groups", "group_permissions", "group_name");

    private final String name;
    private final String permissions;
    private final String key;

    Table(String name, String permissions, String key) {
      this.name = name;
      this.permissions = permissions;
      this.key = key;
    }
  }
}
