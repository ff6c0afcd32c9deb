package org.hpcctl.services.fileservice.store;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.act.ActUnavailable;
import org.hpcctl.services.kit.act.Acting;
import org.hpcctl.services.kit.act.End;
import org.hpcctl.services.kit.act.FileFacts;
import org.hpcctl.services.kit.act.Order;
import org.hpcctl.services.kit.act.Verb;

/// Every step is done by the helper, as the user.
final class ActingDirectory implements Directory {
  private final ActAsUser act;
  private final Path root;
  private final String account;
  private final String requestId;

  ActingDirectory(ActAsUser act, Path root, String account, String requestId) {
    this.act = act;
    this.root = root;
    this.account = account;
    this.requestId = requestId;
  }

  @Override
  public void create(String path) throws IOException {
    End end = run(Verb.WRITE, place(path), "0", "new").end();
    if (end.equals(new End.Failed("ENOENT"))) {
      mkdir(account);
      String inside = path;
      for (int slash = inside.indexOf('/'); slash >= 0; slash = inside.indexOf('/', slash + 1)) {
        mkdir(place(inside.substring(0, slash)));
      }
      end = run(Verb.WRITE, place(path), "0", "new").end();
    }
    succeeded(end);
    requireOwn(path);
  }

  /// Whoever was there first may have made our user's directory and could play with what is in it.
  private void requireOwn(String path) throws IOException {
    FileFacts file = stat(place(path)).orElseThrow(ActingDirectory::gone);
    FileFacts directory = stat(account).orElseThrow(ActingDirectory::gone);
    if (directory.kind() != FileFacts.Kind.DIRECTORY || directory.uid() != file.uid()) {
      delete(path);
      throw new StoreFault(
          StoreFault.Reason.DENIED,
          "%s is not a directory of %s".formatted(root.resolve(account), account));
    }
  }

  @Override
  public Sink write(String path, long offset) throws IOException {
    return new ActingSink(begin(Verb.WRITE, place(path), Long.toString(offset), "keep"));
  }

  @Override
  public boolean publish(String from, String to) throws IOException {
    End end = run(Verb.PUBLISH, place(from), place(to), "new").end();
    if (end.equals(new End.Failed("EEXIST"))) {
      return false;
    }
    succeeded(end);
    return true;
  }

  @Override
  public Source read(String path, long offset, long length) throws IOException {
    Acting acting =
        begin(Verb.READ, place(path), Long.toString(offset), Long.toString(length), "0");
    try {
      PushbackInputStream bytes = new PushbackInputStream(acting.output());
      int first = bytes.read();
      if (first < 0) {
        succeeded(acting.end());
      } else {
        bytes.unread(first);
      }
      FileFacts facts = acting.facts().orElseThrow(ActingDirectory::gone);
      return new ActingSource(new Facts(facts.size(), facts.modified()), acting, bytes);
    } catch (IOException e) {
      acting.close();
      throw fault(e);
    }
  }

  @Override
  public Optional<Facts> facts(String path) throws IOException {
    return stat(place(path))
        .filter(facts -> facts.kind() == FileFacts.Kind.FILE)
        .map(facts -> new Facts(facts.size(), facts.modified()));
  }

  @Override
  public void delete(String path) throws IOException {
    End end = run(Verb.DELETE, place(path)).end();
    if (!end.equals(new End.Failed("ENOENT"))) {
      succeeded(end);
    }
  }

  @Override
  public long available() throws IOException {
    ActAsUser.Done done = run(Verb.SPACE, ".");
    succeeded(done.end());
    String[] words = done.text().strip().split(" ", -1);
    try {
      return Long.parseLong(words[0]) * Long.parseLong(words[3]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new StoreFault(StoreFault.Reason.BROKEN, "not an amount of space: " + done.text(), e);
    }
  }

  private void mkdir(String place) throws IOException {
    End end = run(Verb.MKDIR, place).end();
    if (!end.equals(new End.Failed("EEXIST"))) {
      succeeded(end);
    }
  }

  private Optional<FileFacts> stat(String place) throws IOException {
    ActAsUser.Done done = run(Verb.STAT, place);
    if (done.end().equals(new End.Failed("ENOENT"))) {
      return Optional.empty();
    }
    succeeded(done.end());
    return done.facts();
  }

  private String place(String path) {
    return account + "/" + path;
  }

  private ActAsUser.Done run(Verb verb, String... arguments) throws IOException {
    try {
      return act.run(order(verb, arguments), new byte[0]);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private Acting begin(Verb verb, String... arguments) throws IOException {
    try {
      return act.begin(order(verb, arguments));
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private Order order(Verb verb, String... arguments) {
    List<String> all = new ArrayList<>(List.of(root.toString()));
    all.addAll(List.of(arguments));
    // Not the home, which may be away while this directory is not.
    return new Order(requestId, account, verb, Optional.of(root), all);
  }

  private static StoreFault gone() {
    return new StoreFault(StoreFault.Reason.MISSING, "it is gone");
  }

  private static StoreFault fault(IOException e) {
    return switch (e) {
      case StoreFault known -> known;
      case ActUnavailable away ->
          new StoreFault(StoreFault.Reason.AWAY, Objects.requireNonNull(away.getMessage()), away);
      case IOException other -> new StoreFault(StoreFault.Reason.BROKEN, other.toString(), other);
    };
  }

  private static void succeeded(End end) throws StoreFault {
    switch (end) {
      case End.Exited(int status) -> {
        if (status != 0) {
          throw new StoreFault(StoreFault.Reason.BROKEN, "exit status " + status);
        }
      }
      case End.Failed(String errno) -> throw new StoreFault(reason(errno), errno);
      case End.Rejected(String code, String words) ->
          throw new StoreFault(
              Set.of("file", "arguments").contains(code)
                  ? StoreFault.Reason.MISSING
                  : StoreFault.Reason.DENIED,
              words);
      case End.TimedOut _ -> throw new StoreFault(StoreFault.Reason.AWAY, "it took too long");
    }
  }

  private static StoreFault.Reason reason(String errno) {
    return switch (errno) {
      case "ENOSPC", "EDQUOT", "EFBIG" -> StoreFault.Reason.FULL;
      case "EACCES", "EPERM", "EROFS" -> StoreFault.Reason.DENIED;
      case "ENOENT", "ELOOP", "EXDEV", "ENOTDIR" -> StoreFault.Reason.MISSING;
      case "EEXIST" -> StoreFault.Reason.EXISTS;
      case "ETIMEDOUT", "ENOTCONN", "EAGAIN", "EINTR" -> StoreFault.Reason.AWAY;
      default -> StoreFault.Reason.BROKEN;
    };
  }

  private record ActingSink(Acting acting) implements Sink {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        acting.input(bytes, offset, length);
      } catch (IOException e) {
        // It ended before us: why is in what it said last.
        succeeded(acting.end());
        throw fault(e);
      }
    }

    @Override
    public void keep() throws IOException {
      try {
        acting.endInput();
      } catch (IOException _) {
        // As above.
      }
      try {
        succeeded(acting.end());
      } catch (IOException e) {
        throw fault(e);
      }
    }

    @Override
    public void close() throws IOException {
      acting.close();
    }
  }

  private record ActingSource(Facts facts, Acting acting, InputStream bytes) implements Source {
    @Override
    public void close() throws IOException {
      acting.close();
    }
  }
}
