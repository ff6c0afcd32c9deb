package org.hpcctl.lab;

import module java.base;

/// What must be known of a lab that is up, as a file in its folder.
record LabState(LabSpec spec, Subnet subnet) {

  static Optional<LabState> read(LabFolder folder) {
    try (var reader = Files.newBufferedReader(folder.state())) {
      return Optional.of(parse(folder.name(), reader));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LabState parse(String name, Reader reader) throws IOException {
    var properties = new Properties();
    properties.load(reader);
    var spec =
        new LabSpec(
            name,
            Integer.parseInt(properties.getProperty("heads", "")),
            Integer.parseInt(properties.getProperty("computes", "")),
            Suite.parse(properties.getProperty("suites", "")));
    return new LabState(spec, new Subnet(Integer.parseInt(properties.getProperty("subnet", ""))));
  }

  String text() {
    String suites = spec.suites().stream().map(Suite::codename).collect(Collectors.joining(","));
    return """
    heads=%d
    computes=%d
    suites=%s
    subnet=%d
    """
        .formatted(spec.heads(), spec.computes(), suites, subnet.number());
  }
}
