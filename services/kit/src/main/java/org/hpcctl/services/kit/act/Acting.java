package org.hpcctl.services.kit.act;

import module java.base;

/// One order being carried out. Closing it early ends what was started. For one thread at a time.
public final class Acting implements AutoCloseable {
  private static final int PIECE = 65_536;
  private static final int LONGEST_FRAME = 131_072;
  private static final int HEAD = 5;

  private final DataInputStream from;
  private final OutputStream to;
  private final Closeable connection;
  private final StringBuilder errors = new StringBuilder();
  private Optional<FileFacts> facts = Optional.empty();
  private Optional<End> end = Optional.empty();
  private byte[] piece = {};
  private int used;

  /// @param connection closed with this
  Acting(InputStream from, OutputStream to, Closeable connection) {
    this.from = new DataInputStream(new BufferedInputStream(from, LONGEST_FRAME));
    this.to = to;
    this.connection = connection;
  }

  void header(Order order) throws IOException {
    byte[] header = order.header();
    write('H', header, 0, header.length);
  }

  /// What the verb reads. When writing fails the verb has ended: [#end] says why.
  public void input(byte[] bytes, int offset, int length) throws IOException {
    for (int sent = 0; sent < length; sent += PIECE) {
      write('I', bytes, offset + sent, Math.min(PIECE, length - sent));
    }
  }

  /// Nothing more is to be read by the verb.
  public void endInput() throws IOException {
    write('E', new byte[0], 0, 0);
  }

  void inputUnlessEnded(byte[] bytes) {
    try {
      input(bytes, 0, bytes.length);
      endInput();
    } catch (IOException _) {
      // The verb has ended already; what it said about that waits to be read.
    }
  }

  /// What the verb says, until its end. Needs not be closed.
  public InputStream output() {
    return new Output();
  }

  /// What is known of the file; there from the first byte of output on.
  public Optional<FileFacts> facts() {
    return facts;
  }

  /// The words of standard error so far.
  public String errors() {
    return errors.toString();
  }

  /// How it ended; waits for that, and drops output that was not read.
  public End end() throws IOException {
    while (end.isEmpty()) {
      step();
    }
    return end.get();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private void write(char kind, byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
    frame.put((byte) kind).putInt(length).put(bytes, offset, length);
    to.write(frame.array());
    to.flush();
  }

  /// Takes one frame.
  private void step() throws IOException {
    char kind;
    byte[] bytes;
    try {
      kind = (char) from.readUnsignedByte();
      int length = from.readInt();
      if (length < 0 || length > LONGEST_FRAME) {
        throw new ActUnavailable("the helper sent a frame of %d bytes".formatted(length));
      }
      bytes = from.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
    } catch (EOFException | SocketException e) {
      throw new ActUnavailable("the helper went away before it was done", e);
    }
    take(kind, bytes);
  }

  private void take(char kind, byte[] bytes) throws IOException {
    String text = kind == 'O' ? "" : new String(bytes, StandardCharsets.UTF_8);
    switch (kind) {
      case 'O' -> {
        piece = bytes;
        used = 0;
      }
      case 'L' -> errors.append(text);
      case 'M' -> facts = Optional.of(FileFacts.read(bytes));
      case 'X' -> end = Optional.of(new End.Exited(status(text)));
      case 'F' -> end = Optional.of(new End.Failed(text));
      case 'T' -> end = Optional.of(new End.TimedOut());
      case 'R' -> {
        int gap = text.indexOf('\0');
        end =
            Optional.of(
                new End.Rejected(text.substring(0, Math.max(gap, 0)), text.substring(gap + 1)));
      }
      default -> throw new ActUnavailable("the helper speaks another language");
    }
  }

  private static int status(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ActUnavailable("the helper speaks another language", e);
    }
  }

  private final class Output extends InputStream {
    @Override
    public int read() throws IOException {
      return more() ? piece[used++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int taken = Math.min(length, piece.length - used);
      System.arraycopy(piece, used, bytes, offset, taken);
      used += taken;
      return taken;
    }

    private boolean more() throws IOException {
      while (used == piece.length && end.isEmpty()) {
        step();
      }
      return used < piece.length;
    }
  }
}
