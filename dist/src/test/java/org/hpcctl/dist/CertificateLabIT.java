package org.hpcctl.dist;

import module java.base;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A certificate for a name that three heads serve, from a real CA: the first one, its renewals,
/// and what can go wrong on the way. One cluster goes through all of it, in order.
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class CertificateLabIT {
  @TempDir static Path folder;

  @RegisterExtension static final AfterFailure RESTORED = new AfterFailure(CertificateLab::restore);

  @BeforeAll
  static void up() throws Exception {
    CertificateLab.up(folder);
  }

  @AfterAll
  static void down() {
    CertificateLab.down();
  }

  @Nested
  @Order(1)
  final class Life extends CertificateLife {}

  @Nested
  @Order(2)
  final class Troubles extends CertificateTroubles {}

  @Nested
  @Order(3)
  final class Changes extends CertificateChanges {}
}
