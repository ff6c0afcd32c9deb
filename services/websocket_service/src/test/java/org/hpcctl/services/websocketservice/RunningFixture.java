package org.hpcctl.services.websocketservice;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Claims;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.websocketservice.channel.Bounds;

/// The service on a free port of 127.0.0.1, and tokens that it accepts.
final class RunningFixture {
  private static final String SECRET = "a secret of more than thirty-two characters";

  private RunningFixture() {}

  static RunningService start(Path folder) throws IOException {
    IdentitySettings identity =
        new IdentitySettings(URI.create("http://127.0.0.1:1"), "my_cluster", Optional.of(SECRET));
    return Main.SERVICE.start(
        new Settings(
            "websocket_service",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ofSeconds(20),
            new Surroundings(
                true, folder, Optional.empty(), identity, Optional.empty(), Optional.empty())),
        Bounds.USUAL);
  }

  static String token(Duration life) throws JOSEException {
    Instant now = Instant.now();
    Caller caller =
        new Caller(
            1,
            "alice",
            "user",
            Set.of("jobs"),
            Set.of(),
            Optional.empty(),
            "session",
            Optional.empty(),
            now.plus(life));
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256), Claims.of(caller, null, "my_cluster", "id", now));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }
}
