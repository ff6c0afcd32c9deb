package org.hpcctl.phases.web;

import module java.base;

/// A configuration of nginx as a tree, with the files it includes in their places.
record NginxText(String name, List<String> arguments, List<NginxText> body) {
  private static final Pattern TOKEN =
      Pattern.compile("#[^\\n]*|\"(?:\\\\.|[^\"])*\"|'(?:\\\\.|[^'])*'|[{};]|[^\\s{};\"']+");

  /// @param files content by path
  static NginxText parse(String path, Map<String, String> files) {
    return new NginxText("main", List.of(), new Reader(files).file(path));
  }

  boolean is(String directive) {
    return name.equals(directive);
  }

  String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }

  Stream<NginxText> all(String directive) {
    return body.stream().filter(child -> child.is(directive));
  }

  boolean has(String directive) {
    return all(directive).findAny().isPresent();
  }

  Stream<NginxText> everything() {
    return Stream.concat(Stream.of(this), body.stream().flatMap(NginxText::everything));
  }

  @Override
  public String toString() {
    return arguments.isEmpty() ? name : name + " " + String.join(" ", arguments);
  }

  private record Reader(Map<String, String> files) {
    List<NginxText> file(String path) {
      Deque<String> tokens = new ArrayDeque<>();
      TOKEN
          .matcher(Objects.requireNonNull(files.get(path), path))
          .results()
          .map(MatchResult::group)
          .filter(token -> !token.startsWith("#"))
          .forEach(tokens::add);
      return block(tokens);
    }

    private List<NginxText> block(Deque<String> tokens) {
      List<NginxText> body = new ArrayList<>();
      List<String> words = new ArrayList<>();
      while (!tokens.isEmpty()) {
        String token = tokens.remove();
        switch (token) {
          case "}" -> {
            return body;
          }
          case "{" -> {
            body.add(directive(words, block(tokens)));
            words.clear();
          }
          case ";" -> {
            if (words.getFirst().equals("include")) {
              included(words.get(1)).forEach(body::addAll);
            } else {
              body.add(directive(words, List.of()));
            }
            words.clear();
          }
          default -> words.add(unquoted(token));
        }
      }
      return body;
    }

    private Stream<List<NginxText>> included(String pattern) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return files.keySet().stream()
          .filter(path -> matcher.matches(Path.of(path)))
          .sorted()
          .map(this::file);
    }

    private static NginxText directive(List<String> words, List<NginxText> body) {
      return new NginxText(words.getFirst(), List.copyOf(words.subList(1, words.size())), body);
    }

    private static String unquoted(String token) {
      char first = token.charAt(0);
      return first == '"' || first == '\'' ? token.substring(1, token.length() - 1) : token;
    }
  }
}
