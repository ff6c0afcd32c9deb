package org.hpcctl.dist;

import module java.base;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.hpcctl.secret.Pem;

/// A CA on 127.0.0.1 for as long as it is open, to learn an order from (RFC 8555). It believes
/// whatever it is told.
final class TrainingAuthority implements AutoCloseable {
  private static final X500Name SELF = new X500Name("CN=training");
  private static final Pattern REQUEST = Pattern.compile("\"csr\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern PAYLOAD = Pattern.compile("\"payload\"\\s*:\\s*\"([^\"]*)\"");

  private final HttpsServer server;
  private final KeyPair key;
  private final X509Certificate root;
  private final String name;
  private final AtomicLong nonces = new AtomicLong();
  private volatile boolean proved;
  private volatile Optional<X509Certificate> issued = Optional.empty();

  /// @param name the only one that it gives certificates for
  TrainingAuthority(String name)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    this.name = name;
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    key = keys.generateKeyPair();
    root = certificate(SELF, key.getPublic(), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/", this::answer);
    server.start();
  }

  String directory() {
    return at("/directory");
  }

  /// Whom to trust, in PEM.
  String roots() {
    return Pem.of(List.of(root));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String sent = payload(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Replay-Nonce", "nonce" + nonces.incrementAndGet());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      boolean made = path.equals("/account") || path.equals("/orders");
      if (made) {
        exchange.getResponseHeaders().set("Location", at(path + "/1"));
      }
      if (path.equals("/certificate")) {
        exchange.getResponseHeaders().set("Content-Type", "application/pem-certificate-chain");
      }
      byte[] body = answer(path, sent).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(made ? 201 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException(e);
    }
  }

  private String answer(String path, String sent)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    return switch (path) {
      case "/directory" ->
          """
          {"newNonce": "%1$s/nonce", "newAccount": "%1$s/account", "newOrder": "%1$s/orders",
           "revokeCert": "%1$s/revoke", "keyChange": "%1$s/key", "meta": {}}
          """
              .formatted(at(""));
      case "/account", "/account/1" ->
          "{\"status\": \"valid\", \"contact\": [\"mailto:admin@%s\"]}".formatted(name);
      case "/challenge" -> {
        proved = true;
        yield challenge("processing");
      }
      case "/authorization" ->
          """
          {"status": "%s", "identifier": {"type": "dns", "value": "%s"}, "challenges": [%s]}
          """
              .formatted(
                  proved ? "valid" : "pending", name, challenge(proved ? "valid" : "pending"));
      case "/finalize" -> {
        Matcher request = REQUEST.matcher(sent);
        if (request.find()) {
          issued = Optional.of(signed(Base64.getUrlDecoder().decode(request.group(1))));
        }
        yield order();
      }
      case "/orders" -> {
        proved = false;
        issued = Optional.empty();
        yield order();
      }
      case "/certificate" -> Pem.of(List.of(issued.orElseThrow(), root));
      default -> order();
    };
  }

  private String order() {
    return """
    {"status": "%2$s", "identifiers": [{"type": "dns", "value": "%3$s"}],
     "authorizations": ["%1$s/authorization"], "finalize": "%1$s/finalize",
     "certificate": "%1$s/certificate"}
    """
        .formatted(at(""), issued.isPresent() ? "valid" : proved ? "ready" : "pending", name);
  }

  private String challenge(String status) {
    return """
    {"type": "http-01", "url": "%s", "status": "%s", "token": "for-the-training-run-only"}
    """
        .formatted(at("/challenge"), status);
  }

  private X509Certificate signed(byte[] request)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    return certificate(
        new X500Name("CN=" + name),
        new JcaPKCS10CertificationRequest(request).getPublicKey(),
        new GeneralName(GeneralName.dNSName, name));
  }

  private X509Certificate certificate(X500Name subject, PublicKey of, GeneralName alternative)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            SELF,
            new BigInteger(64, new SecureRandom()).setBit(64),
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plus(Duration.ofDays(90))),
            subject,
            of);
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(subject.equals(SELF)));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("tls", key.getPrivate(), new char[0], new X509Certificate[] {root});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String payload(byte[] body) {
    Matcher payload = PAYLOAD.matcher(new String(body, StandardCharsets.UTF_8));
    return payload.find()
        ? new String(Base64.getUrlDecoder().decode(payload.group(1)), StandardCharsets.UTF_8)
        : "";
  }

  private String at(String path) {
    return "https://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
