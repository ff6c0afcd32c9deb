package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.Certificates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signing in by an issuer of OpenID Connect, honest and not.
@Timeout(300)
@Tag("slow")
class OidcTest {
  private static final String JOURNEY = "hpcctl-oidc";

  @TempDir Path folder;

  private Portal portal(IssuerFixture issuer) throws Exception {
    return portal(issuer.address(), Optional.empty());
  }

  private Portal portal(URI issuer, Optional<Path> authority) throws Exception {
    var oidc =
        Json.object()
            .put("issuer", issuer.toString())
            .put("client_id", IssuerFixture.CLIENT)
            .put("client_secret", IssuerFixture.SECRET)
            .put("others", "nobody");
    oidc.putObject("roles").put("HPC-Admins", "operator").put("HPC-Users", "user");
    authority.ifPresent(file -> oidc.put("authority", file.toString()));
    return new Portal(
        Files.createTempDirectory(folder, "portal"), Json.text(Json.object().set("oidc", oidc)));
  }

  private record Journey(URI to, String cookie) {
    String state() {
      Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(to.toString());
      if (!state.find()) {
        throw new AssertionError(to);
      }
      return state.group(1);
    }
  }

  private static Journey depart(Portal portal, String back) throws Exception {
    Reply reply = portal.send("GET", "/api/auth/oidc/login?return=" + back, Optional.empty());
    assertEquals(302, reply.status(), reply.body());
    URI to = URI.create(reply.response().headers().firstValue("Location").orElseThrow());
    return new Journey(to, reply.cookie(JOURNEY).orElseThrow());
  }

  private static Reply arrive(Portal portal, String query, String cookie) throws Exception {
    return portal.send(
        "GET",
        OidcRoutes.CALLBACK + "?" + query,
        Optional.empty(),
        "Cookie",
        JOURNEY + "=" + cookie);
  }

  private static Reply round(Portal portal, IssuerFixture issuer) throws Exception {
    Journey journey = depart(portal, "/jobs");
    return arrive(portal, issuer.vouch(journey.to()).getRawQuery(), journey.cookie());
  }

  @Test
  void whom_the_issuer_vouches_for_is_in_and_back_where_he_was() throws Exception {
    try (IssuerFixture issuer = new IssuerFixture();
        Portal portal = portal(issuer)) {
      JsonNode ways = portal.send("GET", "/api/auth/providers", Optional.empty()).json();
      assertEquals("/api/auth/oidc/login", ways.path("oidc").asText());
      Reply in = round(portal, issuer);
      assertEquals(302, in.status(), in.body());
      assertEquals("/jobs", in.response().headers().firstValue("Location").orElse(""));
      JsonNode me =
          new Person(portal, in.cookie("hpcctl").orElseThrow()).get("/api/auth/me").json();
      assertEquals("carol", me.path("username").asText());
      assertEquals("operator", me.path("role").asText());
      assertEquals("oidc", me.path("provider").asText());
      assertEquals(400, portal.login("carol", "").status());
      assertEquals(401, portal.login("carol", "any password").status());
      issuer.claims.set(said -> said.claim("groups", List.of("HPC-Users")));
      Reply again = round(portal, issuer);
      JsonNode less =
          new Person(portal, again.cookie("hpcctl").orElseThrow()).get("/api/auth/me").json();
      assertEquals("user", less.path("role").asText());
      assertEquals(me.path("id"), less.path("id"));
    }
  }

  @Test
  void over_tls_an_issuer_is_believed_that_the_private_authority_vouches_for_and_no_other()
      throws Exception {
    Certificates ours = Certificates.create(Files.createDirectory(folder.resolve("ours")));
    Certificates others = Certificates.create(Files.createDirectory(folder.resolve("others")));
    Path authority = folder.resolve("ca.pem");
    try (IssuerFixture issuer = new IssuerFixture(ours);
        Portal portal = portal(issuer.address(), Optional.of(authority))) {
      assertEquals(503, departure(portal), "there is no such file");
      Files.copy(others.authority(), authority);
      assertEquals(503, departure(portal), "of another authority");
      // Another one comes into use without a restart.
      Files.copy(ours.authority(), authority, StandardCopyOption.REPLACE_EXISTING);
      assertEquals(302, round(portal, issuer).status());
      Journey begun = depart(portal, "/");
      String query = issuer.vouch(begun.to()).getRawQuery();
      Files.copy(others.authority(), authority, StandardCopyOption.REPLACE_EXISTING);
      assertEquals(503, arrive(portal, query, begun.cookie()).status());
      // The certificate is for 127.0.0.1.
      URI named = URI.create(issuer.address().toString().replace("127.0.0.1", "localhost"));
      try (Portal there = portal(named, Optional.of(ours.authority()))) {
        assertEquals(503, departure(there), "of another name");
      }
      try (Portal usual = portal(issuer.address(), Optional.empty())) {
        assertEquals(503, departure(usual), "none of the usual authorities");
      }
    }
  }

  private static int departure(Portal portal) throws Exception {
    return portal.send("GET", "/api/auth/oidc/login?return=/", Optional.empty()).status();
  }

  @Test
  void nobody_is_sent_out_of_the_portal() throws Exception {
    try (IssuerFixture issuer = new IssuerFixture();
        Portal portal = portal(issuer)) {
      for (String back :
          List.of(
              "https://evil.example", "//evil.example", "/%5Cevil.example", "/%0d%0aX:y", "jobs")) {
        Journey journey = depart(portal, back);
        Reply in = arrive(portal, issuer.vouch(journey.to()).getRawQuery(), journey.cookie());
        assertEquals("/", in.response().headers().firstValue("Location").orElse(""), back);
      }
    }
  }

  @Test
  void a_return_that_was_not_begun_here_or_is_changed_or_late_is_refused() throws Exception {
    try (IssuerFixture issuer = new IssuerFixture();
        Portal portal = portal(issuer)) {
      Journey mine = depart(portal, "/");
      Journey other = depart(portal, "/");
      String query = issuer.vouch(mine.to()).getRawQuery();
      assertEquals(400, arrive(portal, query, "").status());
      assertEquals(400, arrive(portal, query, other.cookie()).status(), "another's state");
      assertEquals(400, arrive(portal, query, mine.cookie() + "A").status());
      assertEquals(
          400, arrive(portal, "error=denied&state=" + mine.state(), mine.cookie()).status());
      assertEquals(400, arrive(portal, "code=x&state=" + mine.state(), mine.cookie()).status());
      assertEquals(302, arrive(portal, query, mine.cookie()).status());
      assertEquals(400, arrive(portal, query, mine.cookie()).status(), "a code is good once");
      Journey late = depart(portal, "/");
      portal.later(Duration.ofMinutes(10));
      String vouched = issuer.vouch(late.to()).getRawQuery();
      assertEquals(400, arrive(portal, vouched, late.cookie()).status());
    }
  }

  @Test
  void an_id_token_that_is_not_for_us_and_now_is_refused() throws Exception {
    try (IssuerFixture issuer = new IssuerFixture();
        Portal portal = portal(issuer)) {
      List<UnaryOperator<JWTClaimsSet.Builder>> lies =
          List.of(
              said -> said.audience("another"),
              said -> said.issuer("https://evil.example"),
              said -> said.claim("nonce", "another"),
              said -> said.claim("nonce", null),
              said -> said.expirationTime(Date.from(Instant.now().minusSeconds(600))),
              said -> said.claim("preferred_username", null));
      for (UnaryOperator<JWTClaimsSet.Builder> lie : lies) {
        issuer.claims.set(lie);
        assertEquals("not_vouched", round(portal, issuer).code());
      }
      issuer.claims.set(UnaryOperator.identity());
      issuer.signing.set(IssuerFixture.key("one"));
      assertEquals("not_vouched", round(portal, issuer).code());
    }
  }

  @Test
  void an_issuer_cannot_open_the_account_of_somebody_else() throws Exception {
    try (IssuerFixture issuer = new IssuerFixture();
        Portal portal = portal(issuer)) {
      issuer.claims.set(said -> said.claim("preferred_username", "root.admin"));
      assertEquals(409, round(portal, issuer).status());
      issuer.claims.set(said -> said.claim("email", "admin@example.com"));
      assertEquals(409, round(portal, issuer).status());
      issuer.claims.set(said -> said.claim("groups", List.of("students")));
      assertEquals(403, round(portal, issuer).status());
      assertTrue(portal.admin().get("/api/auth/users?search=carol").json().path("users").isEmpty());
    }
  }
}
