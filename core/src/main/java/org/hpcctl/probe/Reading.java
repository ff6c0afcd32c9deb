package org.hpcctl.probe;

import module java.base;

import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;

/// Reads, kind by kind, what an answer says of a resource, as a value of the same record.
final class Reading {
  private static final Set<String> STARTED_AT_BOOT =
      Set.of("enabled", "enabled-runtime", "static", "alias", "indirect", "generated");

  private static final Set<String> RUNNING = Set.of("active", "reloading");

  /// Is there wherever systemd runs, and asked for with every unit.
  private static final String EVERYWHERE = "sysinit.target";

  private final Answer answer;

  Reading(Answer answer) {
    this.answer = answer;
  }

  Known<Resource> of(int index, Resource wanted) {
    return switch (wanted) {
      case Absence absence -> absence(absence);
      case Account account -> account(account);
      case Artifact artifact -> at(artifact.path(), 'f', entry -> artifact(artifact, entry));
      case Block block -> block(block);
      case DebianPackage debian -> debianPackage(debian);
      case Directory(var path, _) ->
          at(path, 'd', entry -> present(new Directory(path, ownership(entry))));
      case Guarded guarded -> guarded(index, guarded);
      case Link(var path, _) -> at(path, 'l', entry -> present(new Link(path, entry.target())));
      case Requirement requirement -> requirement(index, requirement);
      case SecretFile file -> at(file.path(), 'f', entry -> secretFile(file, entry));
      case Sysctl(var name, _) ->
          answer
              .setting("/proc/sys/" + name.replace('.', '/'))
              .<Known<Resource>>map(
                  value -> present(new Sysctl(name, String.join(" ", value.split("\\s+")))))
              .orElse(new Known.Unknown<>("this kernel has no such setting"));
      case TextFile file -> at(file.path(), 'f', entry -> textFile(file, entry));
      case Tree tree -> at(tree.path(), 'd', _ -> present(tree));
      case Unit unit -> unit(unit);
    };
  }

  private static Known<Resource> present(Resource resource) {
    return new Known.Present<>(resource);
  }

  private static Ownership ownership(Answer.PathEntry entry) {
    return new Ownership(entry.owner(), entry.group(), threeDigits(entry.mode()));
  }

  // find prints 0 for a path that nobody may use, and a mode is three digits at least.
  private static String threeDigits(String mode) {
    return "0".repeat(Math.max(0, 3 - mode.length())) + mode;
  }

  private Known<Resource> at(
      String path, char type, Function<Answer.PathEntry, Known<Resource>> read) {
    Optional<Answer.PathEntry> entry = answer.path(path);
    if (entry.isEmpty()) {
      return answer.missing(path)
          ? new Known.Absent<>()
          : new Known.Unknown<>("the host could not look at the path");
    }
    return entry.get().type() == type
        ? read.apply(entry.get())
        : new Known.Unknown<>(
            "there is " + described(entry.get().type()) + " where " + described(type) + " belongs");
  }

  private static String described(char type) {
    return switch (type) {
      case 'f' -> "a file";
      case 'd' -> "a directory";
      case 'l' -> "a symbolic link";
      default -> "a special file";
    };
  }

  private Known<Resource> absence(Absence absence) {
    if (answer.missing(absence.path())) {
      return present(absence);
    }
    Optional<Answer.PathEntry> entry = answer.path(absence.path());
    if (entry.isEmpty()) {
      return new Known.Unknown<>("the host could not look at the path");
    }
    return entry.get().type() == 'd'
        ? new Known.Unknown<>("there is a directory where nothing belongs")
        : new Known.Absent<>();
  }

  private Known<Resource> account(Account wanted) {
    return answer
        .account(wanted.name())
        .<Known<Resource>>map(
            entry -> {
              SortedSet<String> groups = new TreeSet<>(List.of(entry[7].split(" ")));
              groups.remove(wanted.name());
              return present(new Account(wanted.name(), entry[5], entry[6], groups));
            })
        .orElse(new Known.Absent<>());
  }

  private Known<Resource> artifact(Artifact wanted, Answer.PathEntry entry) {
    Blob blob = wanted.blob();
    return present(
        new Artifact(
            wanted.path(),
            ownership(entry),
            new Blob(blob.name(), blob.sha256(), entry.size(), Optional.empty())));
  }

  private Known<Resource> block(Block wanted) {
    if (answer.torn(wanted.name())) {
      return new Known.Unknown<>(
          "the line `# END hpcctl " + wanted.block() + "` is missing, so its end is not known");
    }
    return answer
        .block(wanted.name())
        .<Known<Resource>>map(lines -> present(new Block(wanted.path(), wanted.block(), lines)))
        .orElse(new Known.Absent<>());
  }

  private Known<Resource> debianPackage(DebianPackage wanted) {
    Optional<String> failure = answer.failure("packages");
    if (failure.isPresent()) {
      return new Known.Unknown<>(failure.get());
    }
    return answer.packageStatus(wanted.name()).filter(status -> status.startsWith("ii")).isPresent()
        ? present(wanted)
        : new Known.Absent<>();
  }

  private Known<Resource> guarded(int index, Guarded wanted) {
    return answer
        .reply(index)
        .<Known<Resource>>map(
            reply ->
                reply.status() == 0
                    ? present(
                        new Guarded(wanted.name(), reply.said(), wanted.probe(), wanted.apply()))
                    : new Known.Unknown<>("its probe ended with status " + reply.status()))
        .orElse(new Known.Unknown<>("its probe gave no answer"));
  }

  private Known<Resource> requirement(int index, Requirement wanted) {
    return answer
        .reply(index)
        .<Known<Resource>>map(
            reply ->
                reply.status() == 0 && !reply.said().isEmpty()
                    ? present(
                        new Requirement(
                            wanted.name(),
                            wanted.probe(),
                            wanted.why(),
                            wanted.fix(),
                            reply.said()))
                    : new Known.Unknown<>("its probe ended with status " + reply.status()))
        .orElse(new Known.Unknown<>("its probe gave no answer"));
  }

  private Known<Resource> secretFile(SecretFile wanted, Answer.PathEntry entry) {
    return answer
        .digest(wanted.path())
        .<Known<Resource>>map(
            digest ->
                present(new SecretFile(wanted.path(), ownership(entry), Optional.empty(), digest)))
        .orElse(new Known.Unknown<>("the host could not read the file"));
  }

  private Known<Resource> textFile(TextFile wanted, Answer.PathEntry entry) {
    Optional<String> digest = answer.digest(wanted.path());
    if (digest.isEmpty()) {
      return new Known.Unknown<>("the host could not read the file");
    }
    Text content =
        wanted.content().foreseen().stream()
            .filter(text -> text.digest().equals(digest.get()))
            .findFirst()
            .orElseGet(() -> Text.of(answer.text(wanted.path()).orElse("")));
    return present(new TextFile(wanted.path(), ownership(entry), content));
  }

  private Known<Resource> unit(Unit wanted) {
    Optional<String> failure = answer.failure("units");
    if (failure.isPresent()) {
      return new Known.Unknown<>(failure.get());
    }
    Optional<String[]> loaded = answer.loaded(wanted.name());
    Optional<String> installed = answer.installed(wanted.name());
    if (answer.loaded(EVERYWHERE).isEmpty()
        || (installed.isEmpty() && answer.installed(EVERYWHERE).isEmpty())) {
      return new Known.Unknown<>("systemd gave no answer");
    }
    // What other units mention and nobody installed is loaded as not found.
    if (installed.isEmpty() && loaded.filter(unit -> !unit[1].equals("not-found")).isEmpty()) {
      return new Known.Absent<>();
    }
    return present(
        new Unit(
            wanted.name(),
            installed.filter(STARTED_AT_BOOT::contains).isPresent(),
            loaded.filter(unit -> RUNNING.contains(unit[2])).isPresent(),
            wanted.onChange(),
            wanted.uses(),
            wanted.uses().isEmpty() ? "" : answer.startedWith(wanted.name())));
  }
}
