package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.provider.Oidc;
import org.hpcctl.services.authservice.provider.Profile;
import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// To the issuer and back. What has to be known when somebody returns travels in a sealed cookie,
/// so that he may return to any head.
///
/// @param ways what the sign-in page offers
record OidcRoutes(Office office, Optional<Oidc> issuer, ObjectNode ways) {
  static final String CALLBACK = "/api/auth/oidc/callback";
  private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
  private static final String PURPOSE = "oidc";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration AWAY = Duration.ofMinutes(10);
  // Within this portal and nowhere else: browsers read // and /\ as the beginning of a host.
  private static final Pattern WITHIN = Pattern.compile("/([A-Za-z0-9._~-][A-Za-z0-9._~/?=&%-]*)?");

  List<Route> all() {
    return List.of(
        Route.get("/api/auth/providers", Access.open(), _ -> Answer.ok(ways)),
        Route.get("/api/auth/oidc/login", Access.open(), this::depart),
        Route.get(CALLBACK, Access.open(), this::arrive));
  }

  private Oidc known() {
    return issuer.orElseThrow(
        () -> Refusal.notFound("Nobody signs in by OpenID Connect on this cluster."));
  }

  private Answer depart(Call call) {
    Oidc oidc = known();
    String back = call.query("return").filter(path -> WITHIN.matcher(path).matches()).orElse("/");
    Oidc.Departure departure = away(oidc::depart);
    ObjectNode kept =
        Json.object()
            .put("state", departure.state())
            .put("nonce", departure.nonce())
            .put("verifier", departure.verifier())
            .put("back", back)
            .put("until", office.clock().instant().plus(AWAY).toString());
    String closed = office.seal().close(Json.text(kept), PURPOSE);
    return Answer.empty(302)
        .with("Location", departure.to().toString())
        .cookie(office.cookies().journey(closed, AWAY.toSeconds()));
  }

  private Answer arrive(Call call) {
    Oidc oidc = known();
    ObjectNode kept =
        office
            .cookies()
            .journey(call)
            .flatMap(closed -> office.seal().open(closed, PURPOSE))
            .map(Json::read)
            .filter(this::isFresh)
            .orElseThrow(() -> lost("This browser did not begin to sign in, or too long ago."));
    String state = call.query("state").orElse("");
    if (!state.equals(kept.path("state").asText())) {
      throw lost("What came back is not what was sent.");
    }
    String code = call.query("code").orElseThrow(() -> lost("The issuer did not vouch for you."));
    Profile profile =
        away(
            () -> {
              try {
                return oidc.arrive(
                    code, kept.path("nonce").asText(), kept.path("verifier").asText());
              } catch (Oidc.NotVouched e) {
                LOG.atWarn().addKeyValue("request_id", call.id()).log("{}", e.getMessage());
                throw lost("The issuer did not vouch for you.");
              }
            });
    SignIn.SignedIn signedIn =
        office.signIn().withProfile(profile, oidc.rules(), Office.origin(call));
    Answer answer =
        Answer.empty(302)
            .with("Location", kept.path("back").asText())
            .cookie(office.cookies().journey("", 0));
    return office
        .cookies()
        .given(answer, signedIn, office.clock().instant(), office.lives().idle());
  }

  private boolean isFresh(ObjectNode kept) {
    return Instant.parse(kept.path("until").asText()).isAfter(office.clock().instant());
  }

  private static Refusal lost(String detail) {
    return new Refusal(400, "not_vouched", detail + " Begin again.");
  }

  private interface Asking<T> {
    T ask() throws IOException;
  }

  private static <T> T away(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (IOException e) {
      LOG.atWarn().log("the issuer does not answer: {}", e.getMessage());
      throw Refusal.unavailable("The issuer of identities does not answer.", SOON);
    }
  }
}
