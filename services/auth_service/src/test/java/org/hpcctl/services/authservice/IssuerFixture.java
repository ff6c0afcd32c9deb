package org.hpcctl.services.authservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.hpcctl.testkit.Certificates;

/// An issuer of OpenID Connect on loopback that checks client, code, redirect and PKCE as the
/// standard has it, and vouches for whomever the test says.
final class IssuerFixture implements AutoCloseable {
  static final String CLIENT = "portal";
  static final String SECRET = "the secret of the portal";

  /// What the ID token says besides; a test may make it lie.
  final AtomicReference<UnaryOperator<JWTClaimsSet.Builder>> claims =
      new AtomicReference<>(UnaryOperator.identity());

  final AtomicReference<RSAKey> signing = new AtomicReference<>(key("one"));

  private final RSAKey published = Objects.requireNonNull(signing.get());
  private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();
  private final HttpServer server;

  private final String begin;

  IssuerFixture() throws IOException {
    this(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), "http");
  }

  /// Over TLS, as the certificates say.
  IssuerFixture(Certificates certificates) throws Exception {
    this(secure(certificates), "https");
  }

  private IssuerFixture(HttpServer server, String scheme) {
    this.server = server;
    begin = scheme + "://127.0.0.1:";
    server.createContext("/", this::answer);
    server.start();
  }

  private static HttpServer secure(Certificates certificates) throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
    return server;
  }

  static RSAKey key(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  URI address() {
    return URI.create(begin + server.getAddress().getPort());
  }

  /// What a browser does there: somebody signs in and is sent back.
  URI vouch(URI to) throws Exception {
    AuthenticationRequest request = AuthenticationRequest.parse(to);
    if (!request.getClientID().getValue().equals(CLIENT)) {
      throw new AssertionError("another client");
    }
    AuthorizationCode code = new AuthorizationCode();
    codes.put(code.getValue(), request);
    return new AuthorizationSuccessResponse(
            request.getRedirectionURI(), code, null, request.getState(), null)
        .toURI();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          switch (path) {
            case "/.well-known/openid-configuration" -> metadata();
            case "/keys" -> new JWKSet(published.toPublicJWK()).toString();
            case "/token" -> token(exchange);
            default -> "";
          };
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(
          body.isEmpty() ? 404 : body.contains("\"error\"") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private String metadata() {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(address()), List.of(SubjectType.PUBLIC), address().resolve("/keys"));
    metadata.setAuthorizationEndpointURI(address().resolve("/authorize"));
    metadata.setTokenEndpointURI(address().resolve("/token"));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.applyDefaults();
    return metadata.toJSONObject().toJSONString();
  }

  private String token(HttpExchange exchange) throws Exception {
    HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, address().resolve("/token"));
    http.setHeader("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
    http.setHeader("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
    http.setBody(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    TokenRequest request = TokenRequest.parse(http);
    AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
    AuthenticationRequest asked = codes.remove(grant.getAuthorizationCode().getValue());
    boolean fits =
        asked != null
            && request.getClientAuthentication() instanceof ClientSecretBasic basic
            && basic.getClientSecret().getValue().equals(SECRET)
            && asked.getRedirectionURI().equals(grant.getRedirectionURI())
            && grant.getCodeVerifier() != null
            && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                .equals(asked.getCodeChallenge());
    HTTPResponse response =
        fits
            ? new OIDCTokenResponse(
                    new OIDCTokens(
                        idToken(Objects.requireNonNull(asked)), new BearerAccessToken(), null))
                .toHTTPResponse()
            : new TokenErrorResponse(OAuth2Error.INVALID_GRANT).toHTTPResponse();
    return response.getBody();
  }

  private SignedJWT idToken(AuthenticationRequest asked) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet.Builder said =
        new JWTClaimsSet.Builder()
            .issuer(address().toString())
            .subject("person-1")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", asked.getNonce().getValue())
            .claim("preferred_username", "carol")
            .claim("email", "carol@example.org")
            .claim("email_verified", true)
            .claim("groups", List.of("HPC-Admins"));
    RSAKey key = Objects.requireNonNull(signing.get());
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
            claims.get().apply(said).build());
    token.sign(new RSASSASigner(key));
    return token;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
