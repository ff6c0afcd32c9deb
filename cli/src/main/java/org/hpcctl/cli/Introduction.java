package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Endpoint;
import org.hpcctl.host.FirstContact;
import org.hpcctl.host.FirstContact.Meeting;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// Shows the keys of hosts and asks whom to trust.
///
/// @param yes whether nobody is asked and every unknown key is trusted
/// @param fingerprints what the key of a host must be, to be trusted without asking
record Introduction(Terminal terminal, boolean yes, Map<String, String> fingerprints) {

  /// Those on the way of others come first.
  ExitCode of(List<Endpoint.Ssh> endpoints) {
    List<Problem> problems = new ArrayList<>();
    int good = 0;
    try (FirstContact contact = new FirstContact(terminal.environment())) {
      for (List<Endpoint.Ssh> round : FirstContact.rounds(endpoints)) {
        good += round(contact.meet(round), problems);
      }
    }
    terminal.tell(problems);
    if (problems.isEmpty()) {
      return ExitCode.OK;
    }
    return good > 0 ? ExitCode.PARTIAL : ExitCode.REFUSED;
  }

  /// Deals with what one round brought. Returns how many of its hosts are trusted now.
  private int round(List<Meeting> meetings, List<Problem> problems) {
    int good = 0;
    List<Meeting.Stranger> strangers = new ArrayList<>();
    for (Meeting meeting : meetings) {
      switch (meeting) {
        case Meeting.Known known -> {
          terminal.out().println(known.endpoint().name() + " is known already");
          good++;
        }
        case Meeting.Turned turned -> problems.add(turned.problem());
        case Meeting.Stranger stranger -> {
          String expected = fingerprints.get(stranger.endpoint().name());
          if (expected == null) {
            strangers.add(stranger);
          } else if (expected.equals(stranger.key().fingerprint())) {
            trust(stranger);
            good++;
          } else {
            problems.add(otherwise(stranger, expected));
          }
        }
      }
    }
    if (strangers.isEmpty()) {
      return good;
    }
    // Whoever is asked sees the keys beside the question; else they are the answer.
    boolean asked = !yes && terminal.asks();
    strangers.forEach(stranger -> show(stranger, asked ? terminal.err() : terminal.out()));
    if (!yes && !(asked && terminal.agrees(question(strangers.size())))) {
      strangers.forEach(stranger -> problems.add(untrusted(stranger)));
      return good;
    }
    strangers.forEach(this::trust);
    return good + strangers.size();
  }

  private static void show(Meeting.Stranger stranger, PrintWriter where) {
    where.println(
        "%s (%s) shows %s %s"
            .formatted(
                stranger.endpoint().name(),
                stranger.endpoint().address(),
                stranger.key().type(),
                stranger.key().fingerprint()));
  }

  private static String question(int number) {
    return "Trust " + (number == 1 ? "this key?" : "these " + number + " keys?");
  }

  private void trust(Meeting.Stranger stranger) {
    try {
      Path written = FirstContact.trust(stranger);
      terminal.out().println(stranger.endpoint().name() + " is trusted now, in " + written);
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "the key of "
                      + stranger.endpoint().name()
                      + " cannot be written: "
                      + e.getMessage(),
                  "",
                  "make the file writable, or name another one: ssh: {known_hosts: …}")
              .at(Place.host(stranger.endpoint().name())));
    }
  }

  private Problem untrusted(Meeting.Stranger stranger) {
    String name = stranger.endpoint().name();
    return Problem.error(
            name + " is not trusted",
            terminal.asks() ? "" : "There is no terminal to ask on.",
            "hpcctl trust --fingerprint " + name + "=SHA256:…, as the host itself shows it")
        .at(Place.host(name));
  }

  private static Problem otherwise(Meeting.Stranger stranger, String expected) {
    String name = stranger.endpoint().name();
    return Problem.error(
            name + " shows " + stranger.key().type() + " " + stranger.key().fingerprint(),
            "--fingerprint says " + expected + ". Somebody may stand in between.",
            "give the fingerprint of its " + stranger.key().type() + " key")
        .at(Place.host(name));
  }
}
