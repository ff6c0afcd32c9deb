package org.hpcctl.testkit;

import module java.base;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/// A CA of the test's own and a server's certificate of it.
///
/// @param authority who trusts it trusts the server
public record Certificates(Path authority, Path certificate, Path key) {
  private static final String NEW =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -batch ";

  /// For 127.0.0.1.
  ///
  /// @param folder gone after the test
  public static Certificates create(Path folder) throws IOException {
    Program.assumeInstalled("openssl", "openssl");
    for (String command : commands("127.0.0.1")) {
      Program.run(folder, List.of(command.split(" ", -1)));
    }
    return in(folder);
  }

  /// What makes them, run in their folder; for another host, in a shell.
  ///
  /// @param address of the server
  public static List<String> commands(String address) {
    return List.of(
        NEW + "-subj /CN=authority -keyout ca.key -out ca.pem",
        NEW
            + "-subj /CN=server -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem"
            + " -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:"
            + address);
  }

  /// Those that [#commands] have made there.
  public static Certificates in(Path folder) {
    return new Certificates(
        folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
  }

  /// What a server shows.
  public SSLContext server() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certificate)) {
      return PassingAuthority.server(
          privateKey(),
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
  }
}
