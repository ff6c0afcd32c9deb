package org.hpcctl.services.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;

/// The built pages of one front end, read from the jar into memory when the service starts.
///
/// A path is looked up in a map and never becomes a file name, so there is nothing to climb out of.
public final class Pages {
  // The portal's other rooms: answering their addresses with our page would be a false success.
  private static final Set<String> NOT_OURS = Set.of("api", "ws", "socket.io", "health", "metrics");

  private final String base;
  private final Map<String, Asset> assets;
  private final Asset index;

  private Pages(String base, Map<String, Asset> assets) {
    this.base = base;
    this.assets = Map.copyOf(assets);
    this.index = Objects.requireNonNull(assets.get("index.html"), "index.html");
  }

  /// Reads the pages that module `web` built for the service the settings are for.
  ///
  /// @param base the path the pages were built for, beginning and ending with a slash
  public static Pages load(String base, Settings settings) {
    String folder = "/pages/" + settings.service() + "/";
    try {
      Map<String, Asset> assets = new HashMap<>();
      Set<String> names = new LinkedHashSet<>();
      for (JsonNode name : Json.STRICT.readTree(resource(folder + "files.json"))) {
        names.add(name.textValue());
      }
      for (String name : names) {
        byte[] content = resource(folder + name);
        if (name.equals("index.html")) {
          assets.put(name, Asset.page(sayWho(content, settings)));
        } else if (!name.endsWith(".gz")) {
          String packed = name + ".gz";
          assets.put(
              name,
              names.contains(packed)
                  ? Asset.of(name, content, resource(folder + packed))
                  : Asset.of(name, content));
        }
      }
      return new Pages(base, assets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Endpoint> find(String path) {
    if (path.concat("/").equals(base)) {
      return Optional.of(_ -> Answer.empty(308).with("Location", base));
    }
    if (!path.startsWith(base)) {
      return Optional.empty();
    }
    String name = path.substring(base.length());
    Asset asset = assets.get(name);
    if (asset != null) {
      return Optional.of(asset::answer);
    }
    boolean missingFile = name.startsWith("assets/") || name.contains(".");
    boolean foreign = base.equals("/") && NOT_OURS.contains(name.split("/", 2)[0]);
    return missingFile || foreign ? Optional.empty() : Optional.of(index::answer);
  }

  /// The page shows which head served it; any other way to ask would reach another head.
  private static byte[] sayWho(byte[] page, Settings settings) {
    return new String(page, UTF_8)
        .replace("%HPCCTL_HOST%", settings.host())
        .replace("%HPCCTL_CLUSTER%", attribute(settings.cluster()))
        .replace("%HPCCTL_VERSION%", Version.CURRENT)
        .getBytes(UTF_8);
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = Pages.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException(name + " is not in the jar");
      }
      return file.readAllBytes();
    }
  }
}
