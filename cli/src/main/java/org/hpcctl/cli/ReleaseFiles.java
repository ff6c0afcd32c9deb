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
  private ReleaseFiles() {}

  /// Those of the directory that this program runs from, as its launcher names it.
  static Release ofThisProgram() {
    return read(Path.of(System.getProperty("hpcctl.home", ".")));
  }

  /// @param home the directory hpcctl runs from (`hpcctl.home`)
  static Release read(Path home) {
    Path list = home.resolve("release.json");
    try {
      KeptJson root = KeptJson.of(Files.readString(list));
      SortedMap<String, Blob> blobs = new TreeMap<>();
      for (KeptJson artifact : root.all("artifacts")) {
        String file = artifact.text("file");
        Path source = home.resolve(file);
        String name = source.getFileName().toString();
        blobs.put(
            name,
            new Blob(name, artifact.text("sha256"), artifact.number("size"), Optional.of(source)));
      }
      return new Release(root.text("version"), blobs);
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "the files that belong to this hpcctl are not there",
                  "hosts get the services and their runtime from them",
                  "run ./hpcctl in the source tree, or install the archive or package whole")
              .at(Place.file(list.toString())));
    }
  }
}
