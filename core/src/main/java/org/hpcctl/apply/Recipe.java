package org.hpcctl.apply;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;
import org.hpcctl.shell.Command;

/// How a change of each kind is made, in the words of `apply.sh`.
final class Recipe {
  private static final char UNDECODED = '\uFFFD';

  private Recipe() {}

  /// The body of the function that makes a resource true, or stages it when it is a file.
  static String body(Resource desired) {
    return switch (desired) {
      case Absence _ -> ":";
      case Account(var name, var home, var shell, var groups) ->
          words("make_account", name, home, shell, String.join(",", groups));
      case Artifact(var path, var ownership, var blob) ->
          words("place_blob", blob.sha256(), path, owned(ownership));
      case Block(var path, var name, var lines) -> words("stage_block", path, name, base64(lines));
      case DebianPackage(var name) -> words("install_packages", name);
      case Directory(var path, var ownership) -> words("make_directory", path, owned(ownership));
      case Guarded guarded -> guarded.apply();
      case Link(var path, var target) -> words("stage_link", path, target);
      case Requirement _ -> ":";
      case SecretFile file ->
          words(
              "stage_file",
              file.path(),
              owned(file.ownership()),
              base64(file.content().orElseThrow().reveal()));
      case Sysctl(var name, var value) -> words("sysctl", "-q", "-w", name + "=" + value);
      case TextFile(var path, var ownership, var content) ->
          words("stage_file", path, owned(ownership), base64(content.assumed()));
      case Tree(var path, var archive) -> words("unpack_blob", archive.sha256(), path);
      case Unit unit -> words("systemctl", "restart", unit.name());
    };
  }

  /// The path of a file that is staged and swapped as a part of a set, or empty for other kinds.
  static Optional<String> swapped(Resource resource) {
    return switch (resource) {
      case Absence absence -> Optional.of(absence.path());
      case Block block -> Optional.of(block.path());
      case Link link -> Optional.of(link.path());
      case SecretFile file -> Optional.of(file.path());
      case TextFile file -> Optional.of(file.path());
      case Account _, Artifact _, DebianPackage _, Directory _, Guarded _ -> Optional.empty();
      case Requirement _, Sysctl _, Tree _, Unit _ -> Optional.empty();
    };
  }

  /// What the plan saw at the path of a file, as `expect` takes it.
  static Optional<String> expectation(Change change) {
    return switch (change) {
      case Change.Create(TextFile file) -> Optional.of(expect(file.path(), "-"));
      case Change.Create(SecretFile file) -> Optional.of(expect(file.path(), "-"));
      case Change.Update(TextFile file, TextFile observed, _) ->
          Optional.of(expect(file.path(), seen(observed)));
      case Change.Update(SecretFile file, SecretFile observed, _) ->
          Optional.of(expect(file.path(), observed.digest()));
      case Change.Create _, Change.Update _, Change.Remove _ -> Optional.empty();
      case Change.InSync _, Change.Blocked _ -> Optional.empty();
    };
  }

  // A file above the probe's limit came back cut, and one that is not UTF-8 decoded with losses:
  // its
  // digest is not known here.
  private static String seen(TextFile observed) {
    byte[] text = observed.content().assumed().getBytes(StandardCharsets.UTF_8);
    boolean whole = text.length < 262_144 && observed.content().assumed().indexOf(UNDECODED) < 0;
    return whole ? Digest.of(text) : "?";
  }

  private static String expect(String path, String digest) {
    return words("expect", path, digest);
  }

  private static String[] owned(Ownership ownership) {
    return new String[] {ownership.owner(), ownership.group(), ownership.mode()};
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String words(String... words) {
    return Command.of(words).toString();
  }

  private static String words(String word, String path, String[] owned, String... more) {
    List<String> words = new ArrayList<>(List.of(word, path));
    words.addAll(List.of(owned));
    words.addAll(List.of(more));
    return new Command(words).toString();
  }

  private static String words(String word, String sha, String path, String[] owned) {
    List<String> words = new ArrayList<>(List.of(word, sha, path));
    words.addAll(List.of(owned));
    return new Command(words).toString();
  }
}
