package org.hpcctl.dist;

import module java.base;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people do with the portal, at the virtual IP of three heads, and what must not be lost when
/// something it stands on fails. One cluster goes through all of it, in order.
@ExtendWith(Circumstances.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class BackEndsLabIT {
  @BeforeAll
  static void up() throws Exception {
    BackEndsLab.up();
  }

  @AfterAll
  static void down() {
    BackEndsLab.down();
  }

  @Nested
  @Order(1)
  final class Alone extends BackEndsAlone {}

  @Nested
  @Order(2)
  final class Accounts extends BackEndsAccounts {}

  @Nested
  @Order(3)
  final class Jobs extends BackEndsJobs {}

  @Nested
  @Order(4)
  final class Clients extends BackEndsClients {}

  @Nested
  @Order(5)
  final class Faults extends BackEndsFaults {}

  @Nested
  @Order(6)
  final class Examples extends BackEndsExamples {}

  @Nested
  @Order(7)
  final class Figures extends BackEndsFigures {}

  @Nested
  @Order(8)
  final class Operator extends BackEndsOperator {}

  @Nested
  @Order(9)
  final class End {
    @Test
    void after_all_of_it_a_setup_changes_nothing() throws Exception {
      BackEndsLab.assertSetupChangesNothing();
    }
  }
}
