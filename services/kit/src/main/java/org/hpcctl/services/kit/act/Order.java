package org.hpcctl.services.kit.act;

import module java.base;

/// What shall be done, as whom.
///
/// @param requestId of the request that asked for it; stands in the journal of the host
/// @param user the Unix name
/// @param directory where the verb starts; empty is the user's home
/// @param arguments see [Verb]
public record Order(
    String requestId, String user, Verb verb, Optional<Path> directory, List<String> arguments) {
  private static final Pattern NOT_IN_A_REQUEST_ID = Pattern.compile("[^A-Za-z0-9._:-]");
  private static final int LONGEST_REQUEST_ID = 64;

  public Order {
    arguments = List.copyOf(arguments);
    if (Stream.concat(Stream.of(user), arguments.stream()).anyMatch(word -> word.contains("\0"))) {
      throw new IllegalArgumentException("a NUL cannot stand in a name or an argument");
    }
  }

  /// An order that starts in the user's home.
  public static Order of(String requestId, String user, Verb verb, String... arguments) {
    return new Order(requestId, user, verb, Optional.empty(), List.of(arguments));
  }

  byte[] header() {
    List<String> fields = new ArrayList<>(List.of("hpcctl-act/1", journalName(), user));
    fields.add(verb.word());
    fields.add(directory.map(Path::toString).orElse(""));
    fields.add(Integer.toString(arguments.size()));
    fields.addAll(arguments);
    return fields.stream()
        .map(field -> field + "\0")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The request's id as far as a line of the journal can carry it.
  private String journalName() {
    String plain = NOT_IN_A_REQUEST_ID.matcher(requestId).replaceAll("_");
    return plain.isEmpty() ? "-" : plain.substring(0, Math.min(LONGEST_REQUEST_ID, plain.length()));
  }
}
