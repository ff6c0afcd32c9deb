package org.hpcctl.services.authservice.provider;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import javax.net.ssl.SSLSocketFactory;

/// Signs people in by an issuer of OpenID Connect: the authorization code flow with PKCE, state and
/// nonce. The ID token alone is believed; its signature is asymmetric and by the issuer's keys.
public final class Oidc {
  private static final int PATIENCE_MS = 5_000;
  private static final int LARGEST = 256 * 1024;
  private static final Duration FRESH = Duration.ofHours(1);
  private static final List<JWSAlgorithm> ALGORITHMS =
      List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

  private final OidcSettings settings;
  private final URI callback;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

  private record Known(OIDCProviderMetadata metadata, Instant at) {}

  /// @param callback where the issuer sends people back, as it was told
  public Oidc(OidcSettings settings, URI callback) {
    this.settings = settings;
    this.callback = callback;
  }

  /// Where a browser is sent, and what has to come back with it; kept by the browser, sealed.
  public record Departure(URI to, String state, String nonce, String verifier) {}

  /// The issuer did not vouch for anybody.
  public static final class NotVouched extends Exception {
    private static final long serialVersionUID = 1;

    NotVouched(String message) {
      super(message, null, false, false);
    }
  }

  public GroupRules rules() {
    return settings.rules();
  }

  /// @throws IOException the issuer does not answer
  public Departure depart() throws IOException {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    URI to =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(settings.scopes().toArray(String[]::new)),
                new ClientID(settings.clientId()),
                callback)
            .endpointURI(metadata().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    return new Departure(to, state.getValue(), nonce.getValue(), verifier.getValue());
  }

  /// @param code as the browser brought it back
  /// @throws IOException the issuer does not answer
  public Profile arrive(String code, String nonce, String verifier) throws IOException, NotVouched {
    OIDCProviderMetadata metadata = metadata();
    try {
      TokenRequest request =
          new TokenRequest.Builder(
                  metadata.getTokenEndpointURI(),
                  new ClientSecretBasic(
                      new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                  new AuthorizationCodeGrant(
                      new AuthorizationCode(code), callback, new CodeVerifier(verifier)))
              .build();
      SSLSocketFactory sockets = sockets();
      HTTPRequest http = request.toHTTPRequest();
      configure(http, sockets);
      TokenResponse response = OIDCTokenResponseParser.parse(http.send());
      if (!(response instanceof OIDCTokenResponse tokens)) {
        throw new NotVouched("The issuer refused the code.");
      }
      IDTokenClaimsSet claims =
          validator(metadata, sockets)
              .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(nonce));
      return profile(claims);
    } catch (BadJOSEException | JOSEException | GeneralException e) {
      throw new NotVouched("What the issuer said cannot be believed: " + e.getMessage());
    }
  }

  private Profile profile(IDTokenClaimsSet claims) throws NotVouched {
    String username = claims.getStringClaim(settings.usernameClaim());
    if (username == null) {
      throw new NotVouched("The issuer does not tell " + settings.usernameClaim() + ".");
    }
    boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
    return new Profile(
        Profile.OIDC,
        claims.getSubject().getValue(),
        username,
        Optional.ofNullable(claims.getStringClaim("email")).filter(_ -> verified),
        Optional.ofNullable(claims.getStringListClaim(settings.groupsClaim()))
            .map(Set::copyOf)
            .orElse(Set.of()),
        Optional.empty());
  }

  /// Another file with the CA needs no restart.
  private SSLSocketFactory sockets() throws IOException {
    try {
      return Trust.of(settings.authority()).getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(settings.issuer() + ": " + e.getMessage(), e);
    }
  }

  private static void configure(HTTPRequest request, SSLSocketFactory sockets) {
    request.setConnectTimeout(PATIENCE_MS);
    request.setReadTimeout(PATIENCE_MS);
    request.setSSLSocketFactory(sockets);
  }

  private IDTokenValidator validator(OIDCProviderMetadata metadata, SSLSocketFactory sockets)
      throws GeneralException {
    List<JWSAlgorithm> offered =
        Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of());
    try {
      return new IDTokenValidator(
          metadata.getIssuer(),
          new ClientID(settings.clientId()),
          ALGORITHMS.stream().filter(offered::contains).findFirst().orElse(JWSAlgorithm.RS256),
          metadata.getJWKSetURI().toURL(),
          new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, LARGEST, false, sockets));
    } catch (MalformedURLException e) {
      throw new GeneralException(e.getMessage(), e);
    }
  }

  private OIDCProviderMetadata metadata() throws IOException {
    Instant now = Instant.now();
    Optional<Known> before = known.get().filter(some -> some.at().plus(FRESH).isAfter(now));
    if (before.isPresent()) {
      return before.get().metadata();
    }
    try {
      SSLSocketFactory sockets = sockets();
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(
              new Issuer(settings.issuer()), request -> configure(request, sockets));
      known.set(Optional.of(new Known(metadata, now)));
      return metadata;
    } catch (GeneralException e) {
      throw new IOException(settings.issuer() + ": " + e.getMessage(), e);
    }
  }
}
