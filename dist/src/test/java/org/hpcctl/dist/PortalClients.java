package org.hpcctl.dist;

import module java.base;

import org.hpcctl.testkit.SocketIoClient;
import org.hpcctl.testkit.TusUpload;

/// The real clients of the documents, at the virtual IP. They trust the portal's own certificate
/// because they are told of it, and check it like any other.
final class PortalClients {
  private static final Path SERVICES = Path.of(System.getProperty("repository"), "services");

  private PortalClients() {}

  /// @param transports comma-separated, as the client tries them
  static SocketIoClient socket(Heads heads, Account who, String transports) throws IOException {
    return SocketIoClient.connecting(
        SERVICES.resolve("websocket_service/src/test/node"),
        trust(heads),
        "wss://" + heads.vip() + "/ws",
        transports,
        who.token());
  }

  static TusUpload upload(Heads heads, Account who, Path file) throws IOException {
    return TusUpload.of(
        SERVICES.resolve("file_service/src/test/node"),
        trust(heads),
        file,
        Account.object()
            .put("endpoint", "https://" + heads.vip() + "/api/files/tus")
            .put("token", who.token())
            .put("name", String.valueOf(file.getFileName())));
  }

  /// What programs on the operator's machine find in their environment.
  static Map<String, String> trust(Heads heads) throws IOException {
    Path certificate = heads.file("portal.pem");
    if (Files.notExists(certificate)) {
      String pem = heads.all().getFirst().exec("cat /etc/nginx/tls/current/fullchain.pem").output();
      Files.writeString(certificate, pem);
    }
    return Map.of(
        "NODE_EXTRA_CA_CERTS", certificate.toString(), "CURL_CA_BUNDLE", certificate.toString());
  }
}
