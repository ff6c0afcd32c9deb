package org.hpcctl.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hpcctl.lab.Lab;
import org.hpcctl.lab.Unable;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabCommandLabIT {
  private static final String NAME = "labcommand";

  @AfterEach
  void down() {
    if (possible()) {
      Lab.down(NAME);
    }
  }

  @Test
  void a_lab_lives_from_up_to_down() {
    assumeTrue(possible(), "no lab here");
    Lab.down(NAME);
    var session = new Session();
    session.type("lab up --heads 1 --compute 1 --name " + NAME);
    session.type("lab up --name " + NAME);
    session.type("lab cut --silent node1 --name " + NAME);
    session.type("lab kill head1 --name " + NAME);
    session.type("lab status --name " + NAME);
    session.type("lab exec --name " + NAME + " head1 true");
    session.type("lab start head1 --name " + NAME);
    session.type("lab heal node1 --name " + NAME);
    session.type("lab status --name " + NAME);
    assertEquals(7, session.type("lab exec --name " + NAME + " head1 exit 7"));
    assertEquals(8, session.type("lab ssh --name " + NAME + " node1 sudo -n sh -c 'exit 8'"));
    session.type("lab down --name " + NAME);
    session.type("lab down --name " + NAME);
    session.type("lab status --name " + NAME);
    // Which network it gets, and whether the image is there, depends on the labs before it.
    Golden.assertMatches(
        "lab/session.txt",
        session
            .text()
            .replaceAll("10\\.77\\.\\d+\\.(\\d+)( ?) *", "10.77.N.$1$2")
            .replaceAll("building the .* image.*\n", ""));
  }

  private static boolean possible() {
    try {
      Lab.check();
      return true;
    } catch (Unable _) {
      return false;
    }
  }
}
