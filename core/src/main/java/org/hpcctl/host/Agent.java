package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.common.Buffer;

/// The operator's ssh-agent: which keys it holds, and their signatures (draft-ietf-sshm-ssh-agent,
/// 5.4 and 5.6).
record Agent(Path socket) {
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_512 = 4;
  private static final int LONGEST_ANSWER = 256 * 1024;

  /// A key that the agent holds.
  record Identity(byte[] blob, String comment) {
    String type() {
      return HostKey.typeOf(blob);
    }
  }

  /// The agent of this session, when there is one.
  static Optional<Agent> ofSession(Function<String, Optional<String>> environment) {
    return environment
        .apply("SSH_AUTH_SOCK")
        .filter(socket -> !socket.isBlank())
        .map(Path::of)
        .filter(Files::exists)
        .map(Agent::new);
  }

  List<Identity> identities() throws IOException {
    Buffer<?> answer =
        ask(new Buffer.PlainBuffer().putByte((byte) REQUEST_IDENTITIES), IDENTITIES_ANSWER);
    List<Identity> identities = new ArrayList<>();
    for (long left = answer.readUInt32(); left > 0; left--) {
      identities.add(new Identity(answer.readBytes(), answer.readString()));
    }
    return identities;
  }

  /// The signature in its wire form, algorithm included. RSA keys sign with SHA-512.
  byte[] sign(Identity identity, byte[] data) throws IOException {
    Buffer.PlainBuffer request =
        new Buffer.PlainBuffer()
            .putByte((byte) SIGN_REQUEST)
            .putBytes(identity.blob())
            .putBytes(data)
            .putUInt32(identity.type().startsWith("ssh-rsa") ? RSA_SHA2_512 : 0);
    return ask(request, SIGN_RESPONSE).readBytes();
  }

  private Buffer<?> ask(Buffer.PlainBuffer request, int expected) throws IOException {
    CompletableFuture<Buffer<?>> answer =
        Fleet.dialing("ssh-agent", () -> exchange(request, expected));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  private Buffer<?> exchange(Buffer.PlainBuffer request, int expected) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      byte[] body = request.getCompactData();
      ByteBuffer message =
          ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
      while (message.hasRemaining()) {
        channel.write(message);
      }
      int length = read(channel, 4).getInt();
      if (length < 1 || length > LONGEST_ANSWER) {
        throw new IOException("the ssh-agent at " + socket + " answers with " + length + " bytes");
      }
      Buffer.PlainBuffer answer = new Buffer.PlainBuffer(read(channel, length).array());
      if (answer.readByte() != expected) {
        throw new IOException("the ssh-agent at " + socket + " refuses");
      }
      return answer;
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the ssh-agent hung up");
      }
    }
    return buffer.flip();
  }
}
