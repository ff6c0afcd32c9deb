package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// What a file is about, as its ending says; shown and nothing more.
public final class FileType {
  /// Where the ending says nothing.
  private static final String OTHERWISE = "data";

  private static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "config", Set.of("yaml", "yml", "json", "toml", "ini", "cfg", "conf", "xml", "env"),
          "script", Set.of("sh", "bash", "slurm", "sbatch", "pbs", "csh", "zsh"),
          "model", Set.of("pt", "pth", "onnx", "h5", "pb", "pkl", "safetensors", "gguf", "ckpt"),
          "mesh", Set.of("msh", "stl", "obj", "ply", "vtk", "vtu", "cgns", "unv", "med", "inp"),
          "result", Set.of("out", "log", "err", "res", "odb", "frd", "d3plot"),
          "document", Set.of("pdf", "txt", "md", "doc", "docx", "odt", "tex", "rtf", "html"),
          "code", Set.of("c", "h", "cc", "cpp", "hpp", "py", "f", "f90", "java", "jl", "r", "m"));

  /// All that there are.
  public static final SortedSet<String> ALL =
      Collections.unmodifiableSortedSet(
          Stream.concat(ENDINGS.keySet().stream(), Stream.of(OTHERWISE))
              .collect(Collectors.toCollection(TreeSet::new)));

  private FileType() {}

  public static String of(String name) {
    String ending = FileName.ending(name);
    return ENDINGS.entrySet().stream()
        .filter(type -> type.getValue().contains(ending))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
