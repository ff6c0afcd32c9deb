package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.shell.Command;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;

/// Whether every head answers a challenge for every name, asked at its own address as a CA would
/// that met it there. A failed order counts against the CA's limits; this does not.
///
/// @param expected what a head answers to a challenge with the token
record ChallengeCheck(Cluster cluster, String token, String expected) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  static ChallengeCheck of(Cluster cluster, String thumbprint) {
    String token = "hpcctl-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    return new ChallengeCheck(cluster, token, token + "." + thumbprint);
  }

  /// How long the script may take.
  Duration patience() {
    return PATIENCE.multipliedBy(cluster.certificateNames().size());
  }

  /// What a head runs; its lines can be told apart by the names.
  String script(String host) {
    String address =
        cluster.controllersWith(Service.WEB).stream()
            .filter(head -> head.hostname().equals(host))
            .map(Controller::ip)
            .findFirst()
            .orElseThrow();
    StringBuilder text = new StringBuilder("ask() {\n");
    for (String name : cluster.certificateNames()) {
      text.append("  printf '%s\\t%s\\n' ")
          .append(Command.quote(name))
          .append(" \"$(")
          .append(
              Command.of(
                  "curl",
                  "--disable",
                  "--silent",
                  "--show-error",
                  "--noproxy",
                  "*",
                  "--max-time",
                  String.valueOf(PATIENCE.toSeconds()),
                  "--header",
                  "Host: " + name,
                  "http://%s/.well-known/acme-challenge/%s".formatted(address, token)))
          .append(" 2>&1 | head -c 200 | tr '\\n\\t' '  ')\"\n");
    }
    return text.append("}\nask </dev/null\n").toString();
  }

  /// @param lines what the script printed, among others
  List<Problem> judged(String host, List<String> lines) {
    Map<String, String> answers = new HashMap<>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        answers.put(line.substring(0, tab), line.substring(tab + 1).strip());
      }
    }
    return cluster.certificateNames().stream()
        .filter(name -> !expected.equals(answers.get(name)))
        .map(
            name ->
                Problem.error(
                        "%s does not answer a challenge for %s: %s"
                            .formatted(host, name, said(answers.getOrDefault(name, ""))),
                        "a CA that meets this head would refuse the order",
                        "run hpcctl setup --phase web; port 80 must reach nginx on every head")
                    .at(Place.host(host)))
        .toList();
  }

  private static String said(String answer) {
    String text = answer.strip();
    return text.isEmpty() ? "it said nothing" : "it said `" + text + "`";
  }
}
