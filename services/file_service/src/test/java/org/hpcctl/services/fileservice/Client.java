package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Claims;

/// Asks a service as one of three users.
class Client implements AutoCloseable {
  static final String SECRET = "only for tests, 32 characters at least";
  static final String CLUSTER = "my_cluster";

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  Client(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Alice is 1, Bob 2, the boss 3 and may see all.
  static String token(String name) {
    long id = List.of("alice", "bob", "boss").indexOf(name) + 1;
    Caller caller =
        new Caller(
            id,
            name,
            "user",
            name.equals("boss") ? Set.of("files.all") : Set.of(),
            Set.of(),
            Optional.of(name),
            "session-of-" + name,
            Optional.empty(),
            Instant.now().plusSeconds(3600));
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              Claims.of(caller, null, CLUSTER, UUID.randomUUID().toString(), Instant.now()));
      token.sign(new MACSigner(SECRET.getBytes(UTF_8)));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> send(
      String who, String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).method(method, body);
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + token(who));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> ask(String who, String method, String path, String... headers)
      throws Exception {
    return send(who, method, path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> post(String who, String path, ObjectNode body) throws Exception {
    return send(
        who,
        "POST",
        path,
        HttpRequest.BodyPublishers.ofString(Json.text(body)),
        "Content-Type",
        "application/json");
  }

  HttpResponse<byte[]> form(String who, String path, Form form) throws Exception {
    return send(
        who,
        "POST",
        path,
        HttpRequest.BodyPublishers.ofByteArray(form.bytes()),
        "Content-Type",
        Form.TYPE);
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    return Json.read(new String(response.body(), UTF_8));
  }

  /// Begins an upload in chunks and gives its id.
  String begin(String who, String name, long size) throws Exception {
    HttpResponse<byte[]> answer =
        post(
            who,
            "/api/v2/files/upload/init",
            Json.object()
                .put("filename", name)
                .put("file_size", size)
                .put("chunk_size", 64 * 1024));
    if (answer.statusCode() != 201) {
      throw new AssertionError(new String(answer.body(), UTF_8));
    }
    return json(answer).path("upload_id").asText();
  }

  HttpResponse<byte[]> chunk(String who, String id, Object index, byte[] bytes) throws Exception {
    return form(
        who,
        "/api/v2/files/upload/chunk",
        new Form()
            .field("upload_id", id)
            .field("chunk_index", "" + index)
            .file("chunk", "c", bytes));
  }

  HttpResponse<byte[]> complete(String who, String id) throws Exception {
    return post(who, "/api/v2/files/upload/complete", Json.object().put("upload_id", id));
  }

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String digest(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  @Override
  public void close() throws Exception {
    client.shutdownNow();
  }
}
