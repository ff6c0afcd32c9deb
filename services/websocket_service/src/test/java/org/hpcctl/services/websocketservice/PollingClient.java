package org.hpcctl.services.websocketservice;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Engine.IO by long polling, one request at a time, with whatever packets a test wants to send.
final class PollingClient {
  static final String PATH = "/socket.io/?EIO=4&transport=polling";

  private final Portal.Head head;
  private final Deque<String> arrived = new ArrayDeque<>();
  final String session;

  PollingClient(Portal.Head head) throws Exception {
    this.head = head;
    HttpResponse<String> handshake = head.get(PATH);
    JsonNode open = new JsonMapper().readTree(handshake.body().substring(1));
    session = open.path("sid").asText();
  }

  String path() {
    return PATH + "&sid=" + session;
  }

  /// @return the status of the answer
  int post(String... packets) throws Exception {
    return head.post(path(), String.join("\u001e", packets)).statusCode();
  }

  HttpResponse<String> poll() throws Exception {
    return head.get(path());
  }

  /// The next packet.
  String packet() throws Exception {
    while (arrived.isEmpty()) {
      HttpResponse<String> answer = poll();
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      arrived.addAll(List.of(answer.body().split("\u001e")));
    }
    return arrived.removeFirst();
  }
}
