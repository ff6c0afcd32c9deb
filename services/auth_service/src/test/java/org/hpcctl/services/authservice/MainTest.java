package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.provider.LdapSettings;
import org.hpcctl.services.authservice.provider.OidcSettings;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.ServiceContract;
import org.junit.jupiter.api.Test;

class MainTest extends ServiceContract {
  MainTest() {
    super(Main.class, Main.SERVICE);
  }

  @Test
  void the_providers_that_hpcctl_renders_are_understood() throws IOException {
    Path rendered =
        Path.of(System.getProperty("repository", "../.."))
            .resolve("phases/src/test/resources/golden/providers/auth_service.json");
    Fields fields =
        Fields.of((ObjectNode) Json.read(Files.readString(rendered)).required("options"));
    AuthOptions options = AuthOptions.read(fields);
    assertEquals(List.of(), fields.faults());
    LdapSettings ldap = options.ldap().orElseThrow();
    assertEquals(URI.create("ldaps://192.168.1.160:1636"), ldap.server());
    assertEquals(
        Optional.of(Path.of("/opt/web_services/auth_service/ldap-ca.pem")), ldap.authority());
    assertEquals("cn=portal\\, the,dc=example,dc=com", ldap.bindDn());
    assertEquals(Optional.of("with \"quotes\" and \\"), ldap.bindPassword());
    assertEquals(Optional.of("ou=groups,dc=example,dc=com"), ldap.groupBase());
    assertEquals(
        List.of("hpc \"admins\"", "hpc-users"), List.copyOf(ldap.rules().roles().keySet()));
    assertEquals(Optional.empty(), ldap.rules().otherwise());
    OidcSettings oidc = options.oidc().orElseThrow();
    assertEquals(URI.create("https://id.example.com/realms/hpc"), oidc.issuer());
    assertEquals(
        Optional.of(Path.of("/opt/web_services/auth_service/oidc-ca.pem")), oidc.authority());
    assertEquals("what the issuer gave us", oidc.clientSecret());
    assertEquals(List.of("openid", "profile", "email"), oidc.scopes());
    assertEquals(ldap.rules(), oidc.rules());
  }
}
