package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.phases.HostFiles;
import org.hpcctl.phases.Phases;
import org.hpcctl.plan.Plan;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Resource;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Auth.Groups;
import org.hpcctl.spec.Auth.Others;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

/// Who else knows people, as auth_service is told it; its own test reads the goldens.
final class AskProvidersTest {
  private static final String LDAP_CA = "/opt/web_services/auth_service/ldap-ca.pem";
  private static final String OIDC_CA = "/opt/web_services/auth_service/oidc-ca.pem";

  private static Groups groups() {
    SequencedMap<String, String> roles = new LinkedHashMap<>();
    roles.put("hpc \"admins\"", "admin");
    roles.put("hpc-users", "user");
    return new Groups(roles, Others.NOBODY);
  }

  private static Auth.Ldap ldap(String server) {
    return new Auth.Ldap(
        server,
        Optional.of("ldap-ca.pem"),
        Optional.of("cn=portal\\, the,dc=example,dc=com"),
        Optional.of(new Secret("with \"quotes\" and \\")),
        "ou=people,dc=example,dc=com",
        "uid",
        "entryUUID",
        Optional.of("uid"),
        Optional.of("ou=groups,dc=example,dc=com"),
        "memberUid",
        groups());
  }

  private static Auth.Oidc oidc(String issuer) {
    return new Auth.Oidc(
        issuer,
        Optional.of("oidc-ca.pem"),
        "hpc-portal",
        new Secret("what the issuer gave us"),
        List.of("openid", "profile", "email"),
        "preferred_username",
        "groups",
        groups());
  }

  private static Map<String, String> files(Optional<Auth.Ldap> ldap, Optional<Auth.Oidc> oidc) {
    return HostFiles.of(
        Example.with(new Auth(Optional.empty(), ldap, oidc)),
        "server1",
        Map.of("nginx.version", "1.22.1", "vip.interface", "eth0"));
  }

  private static String file(Map<String, String> files, String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  private static List<String> limits(Map<String, String> files, String service) {
    return file(files, "/etc/systemd/system/%s.service".formatted(service))
        .lines()
        .filter(line -> line.startsWith("IPAddress"))
        .toList();
  }

  @Test
  void the_settings_of_auth_service_are_as_reviewed() {
    Map<String, String> files =
        files(
            Optional.of(ldap("ldaps://192.168.1.160:1636")),
            Optional.of(oidc("https://id.example.com/realms/hpc")));
    Golden.assertMatches(
        "providers/auth_service.json", file(files, "/opt/web_services/config/auth_service.json"));
    assertEquals("the directory's CA\n", file(files, LDAP_CA));
    assertEquals("the issuer's CA\n", file(files, OIDC_CA));
  }

  @Test
  void an_authority_that_is_not_named_any_more_does_not_stay() {
    Plan plan =
        Plan.of(
            Phases.all(),
            Example.with(
                new Auth(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(oidc("https://id.example.com")))));
    List<Resource> resources = plan.resources("server1");
    assertTrue(resources.contains(new Absence(LDAP_CA)));
    assertFalse(resources.contains(new Absence(OIDC_CA)));
  }

  @Test
  void a_directory_that_has_an_address_may_be_reached_and_nothing_else() {
    Map<String, String> files = files(Optional.of(ldap("ldap://192.168.1.160")), Optional.empty());
    assertEquals(
        List.of("IPAddressDeny=any", limits(files, "job_api").getLast() + " 192.168.1.160"),
        limits(files, "auth_service"));
    assertFalse(limits(files, "job_api").getLast().contains("192.168.1.160"));
  }

  @Test
  void one_on_the_heads_themselves_changes_no_limit() {
    for (String server : List.of("ldap://127.0.0.1", "ldap://localhost:1389")) {
      Map<String, String> files = files(Optional.of(ldap(server)), Optional.empty());
      assertEquals(limits(files, "job_api"), limits(files, "auth_service"));
    }
  }

  @Test
  void somebody_known_by_name_takes_the_limit_from_auth_service_alone() {
    Map<String, String> files =
        files(
            Optional.of(ldap("ldaps://192.168.1.160")),
            Optional.of(oidc("https://id.example.com")));
    assertEquals(List.of(), limits(files, "auth_service"));
    assertEquals(2, limits(files, "job_api").size());
    assertTrue(file(files, "/etc/systemd/system/auth_service.service").contains("# Any address: "));
  }
}
