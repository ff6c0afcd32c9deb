package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// From the text of a YAML file to its tree. Only syntax is judged here.
public final class YamlText {
  /// A cluster of a thousand hosts has some ten thousand; what is above comes from a bomb of
  /// aliases.
  private static final int NODES = 200_000;

  private static final int DEPTH = 40;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private int nodes;

  private YamlText(String file) {
    this.file = file;
  }

  /// @throws Refused with every duplicate key, or with the first error of syntax
  public static Yaml.Mapping parse(String file, String text) {
    return new YamlText(file).document(text);
  }

  private Yaml.Mapping document(String text) {
    refuseTabs(text);
    Node root = compose(text);
    Yaml tree = tree(root, "", place(root, ""), 0);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    if (tree instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new Refused(
        Problem.error(
                "the document is " + tree.kind() + ", not a section of keys and values",
                "a cluster is described by keys such as `controllers:` and `web:`",
                "write `hpcctl config init` to see one")
            .at(tree.place()));
  }

  /// The parser's own message for a tab is about tokens that cannot start.
  private void refuseTabs(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int first = 0;
      while (first < line.length() && line.charAt(first) == ' ') {
        first++;
      }
      String rest = line.strip();
      if (first < line.length()
          && line.charAt(first) == '\t'
          && !rest.isEmpty()
          && !rest.startsWith("#")) {
        problems.add(
            Problem.error(
                    "a tab is used to indent",
                    "YAML counts spaces; how wide a tab is, nobody knows",
                    "replace it by spaces")
                .at(new Place(file, number, first + 1, "")));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private Node compose(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        throw new Refused(
            Problem.error(
                    "the file is empty",
                    "it must say which controllers there are",
                    "write `hpcctl config init` to start one")
                .at(Place.file(file)));
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        throw new Refused(
            Problem.error(
                    "the file holds more than one document",
                    "only one can be the cluster",
                    "take the second part, from `---` on, out")
                .at(place(documents.next(), "")));
      }
      return first;
    } catch (MarkedYamlEngineException e) {
      throw new Refused(syntax(e, text));
    } catch (ReaderException e) {
      throw new Refused(unprintable(e, text));
    } catch (YamlEngineException e) {
      throw new Refused(
          Problem.error("this is not YAML: " + sentence(String.valueOf(e.getMessage())), "", "")
              .at(Place.file(file)));
    }
  }

  private Problem syntax(MarkedYamlEngineException e, String text) {
    long lines = text.lines().count();
    Optional<Mark> begin = e.getContextMark();
    Optional<Mark> found =
        e.getProblemMark().filter(mark -> mark.getLine() < lines).or(() -> begin);
    Place place =
        found
            .map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1, ""))
            .orElse(Place.file(file));
    String context =
        e.getContext() == null
            ? ""
            : sentence(e.getContext())
                + begin.map(at -> ", which begins at line " + (at.getLine() + 1)).orElse("");
    return Problem.error(
            "this is not YAML: " + sentence(String.valueOf(e.getProblem())),
            context,
            "look for a missing quote, colon or bracket, or wrong spaces, at or before this place")
        .at(place);
  }

  private Problem unprintable(ReaderException e, String text) {
    int offset = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
    String before = text.substring(0, text.offsetByCodePoints(0, offset));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return Problem.error(
            String.format("the file holds the control character U+%04X", e.getCodePoint()),
            "it cannot be seen, and would end up in configuration files",
            "delete it")
        .at(new Place(file, line, column, ""));
  }

  private static String sentence(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }

  /// @param place of the key in front of the node, if any: that is where a person looks for it
  private Yaml tree(Node node, String path, Place place, int depth) {
    if (depth > DEPTH) {
      throw new Refused(
          Problem.error(
                  "the document is more than %d levels deep".formatted(DEPTH),
                  "no cluster needs more than ten",
                  "look for a forgotten bracket, or an alias inside its own anchor")
              .at(place(node, path)));
    }
    if (++nodes > NODES) {
      throw new Refused(
          Problem.error(
                  "the document unfolds to more than %d values".formatted(NODES),
                  "aliases that repeat each other would fill the memory",
                  "write the values out instead of using `&` and `*`")
              .at(place(node, path)));
    }
    // No switch over the kinds, here and in Section: at each start the JVM would write a class for
    // it, which takes longer than the YAML.
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path);
    }
    if (node instanceof SequenceNode sequence) {
      return sequence(sequence, path, place, depth);
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, path, place, depth);
    }
    if (node instanceof AnchorNode anchor) {
      return tree(anchor.getRealNode(), path, place, depth);
    }
    throw new IllegalStateException(node.getClass().getName());
  }

  private Yaml.Scalar scalar(ScalarNode node, String path) {
    return new Yaml.Scalar(node.getValue(), node.isPlain(), span(node), place(node, path));
  }

  private Yaml sequence(SequenceNode node, String path, Place place, int depth) {
    List<Yaml> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      String inside = path + "[" + items.size() + "]";
      items.add(tree(item, inside, place(item, inside), depth + 1));
    }
    return new Yaml.Sequence(items, place);
  }

  private Yaml mapping(MappingNode node, String path, Place place, int depth) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(
            Problem.error("a key must be a single word", "", "write `key: value`")
                .at(place(tuple.getKeyNode(), path)));
        continue;
      }
      String inside = path.isEmpty() ? keyNode.getValue() : path + "." + keyNode.getValue();
      Yaml.Scalar key = scalar(keyNode, inside);
      Yaml value = tree(tuple.getValueNode(), inside, key.place(), depth + 1);
      Yaml.Entry earlier = entries.putIfAbsent(key.text(), new Yaml.Entry(key, value));
      if (earlier != null) {
        problems.add(
            Problem.error(
                    "the key `%s` is given twice".formatted(key.text()),
                    "the first one is at line %d; only one can count"
                        .formatted(earlier.key().place().line()),
                    "delete one of the two")
                .at(key.place()));
      }
    }
    boolean flow = node.getFlowStyle() == FlowStyle.FLOW;
    return new Yaml.Mapping(List.copyOf(entries.values()), flow, span(node), place);
  }

  private Place place(Node node, String path) {
    return node.getStartMark()
        .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1, path))
        .orElse(Place.file(file));
  }

  private static Yaml.Span span(Node node) {
    int start = node.getStartMark().map(Mark::getIndex).orElse(0);
    return new Yaml.Span(start, node.getEndMark().map(Mark::getIndex).orElse(start));
  }
}
