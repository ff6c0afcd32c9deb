package org.hpcctl.health;

import module java.base;

import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// What a host said of itself.
///
/// @param replies by the address that was asked
/// @param units the properties of a unit by its name; one that systemd did not speak of is missing
/// @param visit how a visit over HTTPS ended; empty when nobody went
/// @param shown the certificates that visitors are shown, the host's own one first
/// @param stored those in the file; empty when it was not looked for
/// @param holds whether the host holds the virtual IP; empty when it could not tell
/// @param about `os`, `uptime` in seconds, `load`
/// @param failures by the word of the script: why nothing was asked
public record HostAnswer(
    Map<String, Reply> replies,
    Map<String, Map<String, String>> units,
    Optional<Visit> visit,
    List<X509Certificate> shown,
    Optional<List<X509Certificate>> stored,
    Optional<Boolean> holds,
    Map<String, String> about,
    Map<String, String> failures) {

  /// An answer over HTTP.
  ///
  /// @param code the status; 0 when there was none
  /// @param error why there was none
  record Reply(int code, double seconds, String error) {}

  /// A visit over HTTPS, whatever the certificate.
  ///
  /// @param exit curl's exit status; 0 when the server let the visitor in, whatever followed
  /// @param error why it did not, in curl's words; may be empty
  record Visit(int exit, String error) {}

  public HostAnswer {
    replies = Map.copyOf(replies);
    units = Map.copyOf(units);
    shown = List.copyOf(shown);
    stored = stored.map(List::copyOf);
    about = Map.copyOf(about);
    failures = Map.copyOf(failures);
  }

  static HostAnswer read(HealthQuestion question, List<String> lines) {
    String prefix = question.nonce() + "\t";
    List<String[]> fields =
        lines.stream()
            .filter(line -> line.startsWith(prefix))
            .map(line -> line.substring(prefix.length()).split("\t", -1))
            .toList();
    if (fields.isEmpty() || !fields.getLast()[0].equals("end")) {
      String cut = "the host's answer ended too early";
      return new HostAnswer(
          Map.of(),
          Map.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of("asks", cut, "units", cut));
    }
    List<String> addresses = question.addresses();
    Map<String, Reply> replies = new HashMap<>();
    Map<String, List<X509Certificate>> chains = new HashMap<>();
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> about = new HashMap<>();
    Map<String, String> failures = new HashMap<>();
    Optional<Visit> visit = Optional.empty();
    Optional<Boolean> holds = Optional.empty();
    for (String[] field : fields) {
      switch (field[0]) {
        case "answer" ->
            replies.put(
                addresses.get(Integer.parseInt(field[1])),
                new Reply(
                    Integer.parseInt(field[2]), Double.parseDouble(field[3]), rest(field, 4)));
        case "unit" -> property(blocks, field[1]);
        case "visit" -> visit = Optional.of(new Visit(Integer.parseInt(field[1]), rest(field, 2)));
        case "chain" -> chains.put(field[1], certificates(field[2]));
        case "holds" -> holds = Optional.of(field[1].equals("yes"));
        case "about" -> about.put(field[1], field[2]);
        case "failed" -> failures.put(field[1], field[2]);
        case "end" -> {}
        default -> throw new IllegalStateException("an unknown word in an answer: " + field[0]);
      }
    }
    Map<String, Map<String, String>> units = new HashMap<>();
    for (int i = 0; i < Math.min(blocks.size(), question.units().size()); i++) {
      units.put(question.units().get(i), blocks.get(i));
    }
    return new HostAnswer(
        replies,
        units,
        visit,
        chains.getOrDefault("shown", List.of()),
        Optional.ofNullable(chains.get("stored")),
        holds,
        about,
        failures);
  }

  private static String rest(String[] field, int from) {
    return String.join(" ", Arrays.copyOfRange(field, from, field.length));
  }

  private static void property(List<Map<String, String>> blocks, String line) {
    if (blocks.isEmpty() || line.isEmpty()) {
      blocks.add(new HashMap<>());
    }
    int equals = line.indexOf('=');
    if (equals > 0) {
      blocks.getLast().put(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  // An old curl prints the word of its option instead of a certificate: that is none.
  private static List<X509Certificate> certificates(String base64) {
    String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (begin < 0) {
      return List.of();
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found = new ArrayList<>();
      Matcher block =
          Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL)
              .matcher(text);
      while (block.find()) {
        found.add(
            (X509Certificate)
                factory.generateCertificate(
                    new ByteArrayInputStream(block.group().getBytes(StandardCharsets.US_ASCII))));
      }
      return found;
    } catch (CertificateException _) {
      return List.of();
    }
  }
}
