package org.hpcctl.host;

import module java.base;

/// A private key file, as far as it can be understood without its passphrase.
///
/// @param encrypted whether a passphrase protects it
/// @param blob the public key's wire form, when the file or the `.pub` beside it gives it away
record KeyFile(Path path, boolean encrypted, Optional<byte[]> blob) {
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  static KeyFile read(Path path) throws IOException {
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    Optional<ByteBuffer> modern = body(text).filter(KeyFile::isModern);
    if (modern.isPresent()) {
      ByteBuffer fields = modern.get().position(MAGIC.length);
      String cipher = new String(field(fields), StandardCharsets.US_ASCII);
      field(fields);
      field(fields);
      fields.getInt();
      return new KeyFile(path, !cipher.equals("none"), Optional.of(field(fields)));
    }
    boolean encrypted = text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains(",ENCRYPTED");
    return new KeyFile(path, encrypted, published(path));
  }

  boolean isOf(byte[] otherBlob) {
    return blob.map(mine -> Arrays.equals(mine, otherBlob)).orElse(false);
  }

  private static boolean isModern(ByteBuffer bytes) {
    return bytes.remaining() > MAGIC.length
        && Arrays.equals(Arrays.copyOf(bytes.array(), MAGIC.length), MAGIC);
  }

  private static Optional<ByteBuffer> body(String pem) {
    String base64 =
        pem.lines()
            .filter(line -> !line.startsWith("-----") && !line.contains(":"))
            .collect(Collectors.joining());
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getMimeDecoder().decode(base64)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static byte[] field(ByteBuffer fields) throws IOException {
    try {
      byte[] field = new byte[Math.min(fields.getInt(), fields.remaining())];
      fields.get(field);
      return field;
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException("the key file is cut short", e);
    }
  }

  private static Optional<byte[]> published(Path path) throws IOException {
    Path publicKey = path.resolveSibling(path.getFileName() + ".pub");
    if (!Files.isRegularFile(publicKey)) {
      return Optional.empty();
    }
    String[] fields = Files.readString(publicKey, StandardCharsets.ISO_8859_1).split("\\s+");
    try {
      return fields.length < 2
          ? Optional.empty()
          : Optional.of(Base64.getDecoder().decode(fields[1]));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
