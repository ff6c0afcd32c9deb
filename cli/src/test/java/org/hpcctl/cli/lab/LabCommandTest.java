package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

class LabCommandTest {

  @Test
  void every_command_explains_itself() {
    var session = new Session();
    session.type("lab --help");
    for (String command :
        List.of("up", "down", "status", "ssh", "exec", "kill", "start", "cut", "heal", "delay")) {
      session.type("lab " + command + " --help");
    }
    Golden.assertMatches("lab/help.txt", session.text());
  }

  @Test
  void what_cannot_be_is_refused_before_anything_is_touched() {
    var session = new Session();
    session.type("lab status --name nosuch");
    session.type("lab kill head1 --name nosuch");
    session.type("lab exec --name nosuch head1 true");
    session.type("lab up --name Nosuch");
    session.type("lab up --name nosuch --heads 10");
    session.type("lab up --name nosuch --suite potato");
    session.type("lab kill");
    Golden.assertMatches("lab/refused.txt", session.text());
  }
}
