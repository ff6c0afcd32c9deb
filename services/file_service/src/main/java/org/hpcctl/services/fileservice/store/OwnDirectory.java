package org.hpcctl.services.fileservice.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import module java.base;

/// With the rights of this process. Links among the steps of a path are not looked for: nobody else
/// can make one there.
final class OwnDirectory implements Directory {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> CLOSED =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  OwnDirectory(Path root) {
    this.root = root;
  }

  @Override
  public void create(String path) throws IOException {
    Path file = place(path);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()), CLOSED);
      FileChannel.open(file, Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS), PRIVATE).close();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public Sink write(String path, long offset) throws IOException {
    try {
      FileChannel channel =
          FileChannel.open(place(path), Set.of(WRITE, CREATE, NOFOLLOW_LINKS), PRIVATE);
      channel.position(offset);
      return new OwnSink(channel);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public boolean publish(String from, String to) throws IOException {
    Path source = place(from);
    Path target = place(to);
    try {
      Files.createLink(target, source);
      Files.delete(source);
      try (FileChannel directory =
          FileChannel.open(Objects.requireNonNull(target.getParent()), READ)) {
        directory.force(true);
      }
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public Source read(String path, long offset, long length) throws IOException {
    try {
      Facts facts =
          facts(path)
              .orElseThrow(
                  () -> new StoreFault(StoreFault.Reason.MISSING, "no regular file is there"));
      FileChannel channel = FileChannel.open(place(path), Set.of(READ, NOFOLLOW_LINKS));
      channel.position(offset);
      return new OwnSource(facts, channel, new Limited(Channels.newInputStream(channel), length));
    } catch (StoreFault e) {
      throw e;
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public Optional<Facts> facts(String path) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(place(path), BasicFileAttributes.class, NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? Optional.of(new Facts(found.size(), found.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    try {
      Files.deleteIfExists(place(path));
    } catch (IOException e) {
      throw fault(e);
    }
  }

  @Override
  public long available() throws IOException {
    try {
      Path above = Files.exists(root) ? root : Objects.requireNonNull(root.getParent());
      return Files.getFileStore(above).getUsableSpace();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private Path place(String path) throws StoreFault {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root) || place.equals(root)) {
      throw new StoreFault(StoreFault.Reason.DENIED, "the path leaves the directory");
    }
    return place;
  }

  static StoreFault fault(IOException e) {
    StoreFault.Reason reason =
        switch (e) {
          case NoSuchFileException _ -> StoreFault.Reason.MISSING;
          case FileAlreadyExistsException _ -> StoreFault.Reason.EXISTS;
          case AccessDeniedException _ -> StoreFault.Reason.DENIED;
          // The JDK has no type for these; their words are the C library's, without a locale.
          case IOException other
              when other.getMessage() != null
                  && (other.getMessage().contains("No space left")
                      || other.getMessage().contains("quota exceeded")) ->
              StoreFault.Reason.FULL;
          case IOException other
              when other.getMessage() != null
                  && other.getMessage().contains("Too many levels of symbolic links") ->
              StoreFault.Reason.MISSING;
          case IOException _ -> StoreFault.Reason.BROKEN;
        };
    return new StoreFault(reason, Objects.requireNonNullElse(e.getMessage(), "no reason"), e);
  }

  private record OwnSource(Facts facts, FileChannel channel, InputStream bytes) implements Source {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /// The first bytes of a stream.
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
