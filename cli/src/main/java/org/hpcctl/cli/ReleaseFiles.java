package org.hpcctl.cli;

import module java.base;

import org.hpcctl.kept.KeptJson;
import org.hpcctl.plan.Release;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.resource.Blob;

/// The files that ship with this hpcctl, as `release.json` beside them lists them.
final class ReleaseFiles {
  private static final String WHY = "hosts get the services and their runtime from them";
  private static final String FIX =
      "run ./hpcctl in the source tree, or install the archive or package whole";

  private ReleaseFiles() {}

  /// Those of the directory that this program runs from, as its launcher names it.
  static Release ofThisProgram() {
    return read(Path.of(System.getProperty("hpcctl.home", ".")));
  }

  /// @param home the directory hpcctl runs from (`hpcctl.home`)
  /// @throws Refused with every file that is not there, or is not as it is listed
  static Release read(Path home) {
    Path list = home.resolve("release.json");
    KeptJson root = listed(list);
    String version = root.text("version");
    SortedMap<String, Blob> blobs = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (KeptJson artifact : root.all("artifacts")) {
      Path source = home.resolve(artifact.text("file"));
      Blob blob =
          new Blob(
              source.getFileName().toString(),
              artifact.text("sha256"),
              artifact.number("size"),
              Optional.of(source));
      blobs.put(blob.name(), blob);
      wrong(source, blob.size()).ifPresent(what -> problems.add(problem(what, source)));
    }
    boolean whole =
        !version.isEmpty()
            && !blobs.isEmpty()
            && blobs.values().stream().allMatch(blob -> blob.sha256().matches("[0-9a-f]{64}"));
    if (!whole) {
      problems.add(problem("this list of the files that belong to hpcctl is not whole", list));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new Release(version, blobs);
  }

  private static KeptJson listed(Path list) {
    try {
      return KeptJson.of(Files.readString(list));
    } catch (NoSuchFileException _) {
      throw new Refused(problem("the files that belong to this hpcctl are not there", list));
    } catch (IOException e) {
      throw new Refused(
          problem("this list of the files that belong to hpcctl cannot be read", list));
    }
  }

  private static Optional<String> wrong(Path source, long size) {
    try {
      return Files.size(source) == size
          ? Optional.empty()
          : Optional.of("a file that belongs to this hpcctl is not whole");
    } catch (IOException _) {
      return Optional.of("a file that belongs to this hpcctl is not there");
    }
  }

  private static Problem problem(String what, Path where) {
    return Problem.error(what, WHY, FIX).at(Place.file(where.toString()));
  }
}
