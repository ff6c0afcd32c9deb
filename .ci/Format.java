import module java.base;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;

/// Formats every Java source that changed since the last run; with `check` it changes nothing,
/// looks at all of them, and ends with 1 when one is not formatted. The root `pom.xml` runs it.
void main(String... args) throws IOException {
  Path repository = Path.of(args[0]);
  Path stamp = Path.of(args[1]);
  boolean check = args.length > 2 && args[2].equals("true");
  Instant start = Instant.now();
  FileTime since =
      check || !Files.exists(stamp)
          ? FileTime.from(Instant.EPOCH)
          : Files.getLastModifiedTime(stamp);

  Formatter formatter = new Formatter();
  List<String> faults = new ArrayList<>();
  for (Path source : sourcesChangedSince(since, repository)) {
    String text = Files.readString(source);
    try {
      String formatted = formatter.formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        continue;
      }
      if (check) {
        faults.add(repository.relativize(source) + ": not formatted; `mvn validate` formats it");
      } else {
        Files.writeString(source, formatted);
      }
    } catch (FormatterException e) {
      faults.add(repository.relativize(source) + ":" + e.getMessage());
    }
  }
  faults.forEach(System.err::println);
  if (!faults.isEmpty()) {
    System.exit(1);
  }
  Files.createDirectories(stamp.getParent());
  Files.writeString(stamp, "");
  Files.setLastModifiedTime(stamp, FileTime.from(start));
}

List<Path> sourcesChangedSince(FileTime since, Path repository) throws IOException {
  Set<String> notOurs = Set.of("target", "node_modules", ".git");
  List<Path> sources = new ArrayList<>();
  Files.walkFileTree(
      repository,
      new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
          return notOurs.contains(directory.getFileName().toString())
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (file.toString().endsWith(".java")
              && attributes.lastModifiedTime().compareTo(since) >= 0) {
            sources.add(file);
          }
          return FileVisitResult.CONTINUE;
        }
      });
  return sources;
}
