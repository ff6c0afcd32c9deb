package org.hpcctl.probe;

import module java.base;

import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;
import org.hpcctl.secret.Secret;

/// One resource of every kind, for tests.
final class Trial {
  static final Blob BLOB =
      new Blob("trial.jar", "ab".repeat(32), 1234, Optional.of(Path.of("trial.jar")));

  private Trial() {}

  static List<Resource> everyKind() {
    return List.of(
        new DebianPackage("nginx"),
        new Account("trial", "/opt/trial", "/usr/sbin/nologin", new TreeSet<>(Set.of("adm"))),
        new Directory("/opt/trial", new Ownership("trial", "trial", "750")),
        TextFile.of("/opt/trial/conf", Ownership.root("644"), "a = 1\n"),
        SecretFile.of("/opt/trial/key", Ownership.root("600"), new Secret("never to be seen")),
        new Block("/etc/hosts", "trial", "10.0.0.1 trial\n"),
        new Link("/opt/trial/current", "trial.jar"),
        new Absence("/opt/trial/old"),
        new Artifact("/opt/trial/trial.jar", Ownership.root("644"), BLOB),
        new Tree("/opt/trial/runtime", BLOB),
        new Sysctl("net.core.somaxconn", "4096"),
        Unit.running("trial.service", Unit.OnChange.RESTART, List.of("file /opt/trial/conf")),
        new Guarded("flag", "on", "cat /opt/trial/flag", "echo on >/opt/trial/flag"),
        Requirement.of("room", "echo ok", "a full disk loses data", "make room"));
  }
}
