package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Service;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the other services learn from this one.
@Timeout(180)
@Tag("slow")
class OtherServicesTest {
  @TempDir Path folder;

  @Test
  void another_service_knows_tokens_and_keys_and_hears_which_sessions_are_over() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      IdentitySettings settings =
          new IdentitySettings(portal.address("/"), "my_cluster", Optional.empty());
      Identity identity = Identity.asking(settings, portal.now::get);
      Person admin = portal.admin();
      assertTrue(identity.caller(admin.token()).may("anything"));
      String key = admin.post("/api/auth/keys", wanted()).json().path("key").asText();
      assertEquals(Set.of("jobs"), identity.caller(key).permissions());

      Person gone = portal.admin();
      assertEquals(204, gone.post("/api/auth/logout", Json.object()).status());
      assertEquals("root.admin", identity.caller(gone.token()).username(), "not heard of yet");
      try (EndedSessions _ = EndedSessions.follow(Bus.inMemory(), identity, portal.address("/"))) {
        assertTrue(eventuallyRefused(identity, gone.token()));
      }
      assertEquals("root.admin", identity.caller(admin.token()).username());
    }
  }

  @Test
  void with_a_shared_secret_another_service_believes_tokens_signed_by_it_and_no_others()
      throws Exception {
    Optional<String> secret = Optional.of("a secret of this cluster, long enough");
    try (Portal shared = new Portal(folder.resolve("shared"), "{}", secret, Optional.empty());
        Portal own = new Portal(folder.resolve("own"), "{}");
        RunningService jobs = jobs(shared, secret)) {
      String token = shared.admin().token();
      assertEquals("HS256", SignedJWT.parse(token).getHeader().getAlgorithm().getName());
      assertEquals(200, status(shared, jobs, token));
      assertEquals(200, shared.admin().get("/api/auth/me").status());
      Person stranger = own.admin();
      assertEquals(401, status(shared, jobs, stranger.token()), "signed by a key");
      assertEquals(401, new Person(shared, stranger.token()).get("/api/auth/me").status());
      assertEquals(401, new Person(own, token).get("/api/auth/me").status());
      String key = shared.admin().post("/api/auth/keys", wanted()).json().path("key").asText();
      assertEquals(200, status(shared, jobs, key), "keys are asked for all the same");
      SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(token));
      forged.sign(new MACSigner("a secret of another cluster, long enough"));
      assertEquals(401, status(shared, jobs, forged.serialize()));
      assertEquals(401, status(shared, jobs, new PlainJWT(claims(token)).serialize()));
    }
  }

  private static JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  private static ObjectNode wanted() {
    ObjectNode wanted = Json.object().put("name", "ci");
    wanted.set("permissions", Json.array().add("jobs"));
    return wanted;
  }

  /// Another service, as its file tells it to believe.
  private RunningService jobs(Portal portal, Optional<String> secret) throws Exception {
    Service<Service.NoOptions> service =
        new Service<>(
            "job_api",
            "/api/jobs",
            0,
            _ -> new Service.NoOptions(),
            (ground, _) -> {
              // The portal's tokens are of the portal's time.
              ground.identity(
                  Identity.asking(ground.settings().surroundings().identity(), portal.now::get));
              return Application.of(
                  Routes.of(
                      List.of(
                          Route.get(
                              "/api/jobs", Access.permitted("jobs"), _ -> Answer.empty(200)))));
            });
    Settings settings =
        new Settings(
            "job_api",
            "my_cluster",
            "server2",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ofSeconds(1),
            new Surroundings(
                false,
                folder,
                Optional.empty(),
                new IdentitySettings(portal.address("/"), "my_cluster", secret),
                Optional.empty(),
                Optional.empty()));
    return service.start(settings, new Service.NoOptions());
  }

  private static int status(Portal portal, RunningService jobs, String proof) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jobs.port() + "/api/jobs"))
            .header("Authorization", "Bearer " + proof)
            .build();
    return portal.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static boolean eventuallyRefused(Identity identity, String token) {
    Instant end = Instant.now().plusSeconds(90);
    while (Instant.now().isBefore(end)) {
      try {
        identity.caller(token);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      } catch (Unproven _) {
        return true;
      }
    }
    return false;
  }
}
