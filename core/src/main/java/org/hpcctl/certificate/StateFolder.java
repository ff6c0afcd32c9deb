package org.hpcctl.certificate;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.PrivateFile;
import org.hpcctl.secret.Secret;

/// Where the certificate of a cluster, its key, the account's key and its story are kept: open to
/// their owner alone, each written whole or not at all.
public final class StateFolder {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

  private final Path folder;

  private StateFolder(Path folder) {
    this.folder = folder;
  }

  /// @param directory the folder of the YAML
  /// @param cluster its name: several clusters may live in one folder
  public static StateFolder of(Path directory, String cluster) {
    return new StateFolder(
        directory.toAbsolutePath().resolve(".hpcctl").resolve(cluster).resolve("certificate"));
  }

  public Path path() {
    return folder;
  }

  /// What is known; [Lineage#NONE] when nothing was ever written. A certificate whose file is gone
  /// is not held.
  public Lineage lineage() {
    Lineage written = written();
    return lost(written) ? written.lost() : written;
  }

  /// Whether a certificate was issued whose file is gone: a setup would put one of our own on hosts
  /// that serve it.
  public boolean lost() {
    return lost(written());
  }

  private boolean lost(Lineage written) {
    return written.held().isPresent() && Files.notExists(folder.resolve("portal.pem"));
  }

  /// Proves that what will be issued can be kept: an order whose certificate is lost counts.
  public void demandRoom() {
    Path draft = folder.resolve("room");
    write(draft, "x".repeat(32_768));
    forget("room");
  }

  private Lineage written() {
    Path file = folder.resolve("state.json");
    try {
      return LineageJson.read(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Lineage.NONE;
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + said(e), "put it back from a backup, or delete it");
    }
  }

  public void save(Lineage lineage) {
    write(folder.resolve("state.json"), LineageJson.write(lineage));
  }

  /// The newest certificate with its key.
  public Optional<KeyPairPem> pair() {
    return read(folder.resolve("portal.pem"))
        .map(
            both -> {
              int certificate = Math.max(0, both.indexOf(CERTIFICATE));
              return new KeyPairPem(
                  both.substring(certificate), new Secret(both.substring(0, certificate)));
            });
  }

  public void save(KeyPairPem pair) {
    write(folder.resolve("portal.pem"), pair.privateKey().reveal() + pair.certificateChain());
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw refused(folder, "cannot be written: " + said(e), "check who may write to it");
    }
  }

  /// The key of the account at the CAs, in PEM.
  public Optional<Secret> accountKey() {
    return read(folder.resolve("account.pem")).map(Secret::new);
  }

  public void saveAccountKey(Secret pem) {
    write(folder.resolve("account.pem"), pem.reveal());
  }

  /// A key that the account was about to get when a change of it was cut off.
  public Optional<Secret> nextAccountKey() {
    return read(folder.resolve("account.next.pem")).map(Secret::new);
  }

  public void saveNextAccountKey(Secret pem) {
    write(folder.resolve("account.next.pem"), pem.reveal());
  }

  /// The next key is the key.
  public void takeNextAccountKey() {
    try {
      Files.move(
          folder.resolve("account.next.pem"),
          folder.resolve("account.pem"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw refused(folder, "cannot be written: " + said(e), "check who may write to it");
    }
  }

  /// The change of the key never happened.
  public void forgetNextAccountKey() {
    forget("account.next.pem");
  }

  /// Holds the folder for one run. The lock is the kernel's: it is gone with its process, however
  /// that ends; the owner is written down for whoever comes second.
  ///
  /// @throws Refused when another run holds it, or the folder cannot be written
  public Lock lock(String owner) {
    return tryLock(owner).orElseThrow(() -> new Refused(busy()));
  }

  /// That another run holds the folder.
  public Problem busy() {
    Path file = folder.resolve("lock");
    String holder = "";
    try {
      holder = Files.readString(file).strip();
    } catch (IOException _) {
      // Who it is, is a courtesy.
    }
    return Problem.error(
            "another run is at work on this certificate: " + holder,
            "two orders at once would use up the limits of the CA",
            "wait for it to end")
        .at(Place.file(file.toString()));
  }

  /// The same; empty when another run holds it.
  public Optional<Lock> tryLock(String owner) {
    Path file = folder.resolve("lock");
    try {
      PrivateFile.makeFolder(folder);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)));
      return Optional.of(new Lock(channel));
    } catch (IOException e) {
      throw refused(
          folder,
          "cannot be written: " + said(e),
          "run hpcctl as its owner, or correct the rights");
    }
  }

  /// Held until it is closed.
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Optional<String> read(Path file) {
    try {
      if (PrivateFile.open(file)) {
        throw refused(file, "may be read or written by others than its owner", "chmod 600 it");
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + said(e), "run hpcctl as its owner");
    }
  }

  private static void write(Path file, String text) {
    try {
      PrivateFile.write(file, text);
    } catch (IOException e) {
      throw refused(
          file,
          "cannot be written: " + said(e),
          "run hpcctl as its owner, or correct the rights or the space");
    }
  }

  private static String said(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static Refused refused(Path file, String what, String fix) {
    return new Refused(
        Problem.error(
                "%s %s".formatted(file, what),
                "hpcctl keeps there what it knows of the portal's certificate",
                fix)
            .at(Place.file(file.toString())));
  }
}
