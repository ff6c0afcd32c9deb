package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.resource.Account;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.templates.web.PamProgram;
import org.hpcctl.templates.web.PamSocket;
import org.hpcctl.templates.web.PamUnit;

/// The small program through which auth_service asks PAM whether a password is right; the service
/// itself can read none. Only there when the YAML names a PAM service.
final class AskPam {
  /// Its group may connect to the socket.
  static final String GROUP = "hpcctl-pam";

  static final String PATH = "/run/hpcctl/pam.sock";

  private static final String SOCKET = "hpcctl-pam.socket";
  private static final String PROGRAMS = "/usr/local/lib/hpcctl";

  private AskPam() {}

  static List<Resource> packages(Optional<String> service) {
    return service.<Resource>map(_ -> new DebianPackage("libauthen-pam-perl")).stream().toList();
  }

  static List<Resource> accounts(Optional<String> service) {
    return service
        .<Resource>map(
            _ -> new Account(GROUP, "/nonexistent", "/usr/sbin/nologin", new TreeSet<>()))
        .stream()
        .toList();
  }

  static List<Resource> resources(Optional<String> service) {
    return service.map(AskPam::of).orElse(List.of());
  }

  private static List<Resource> of(String service) {
    Resource socket =
        TextFile.of("/etc/systemd/system/" + SOCKET, Ownership.root("644"), new PamSocket().text());
    return List.of(
        new Directory(PROGRAMS, Ownership.root("755")),
        TextFile.of(PROGRAMS + "/hpcctl-pam", Ownership.root("755"), new PamProgram().text()),
        TextFile.of(
            "/etc/systemd/system/hpcctl-pam@.service",
            Ownership.root("644"),
            new PamUnit(service).text()),
        socket,
        Unit.running(SOCKET, Unit.OnChange.RESTART, List.of(socket.id())));
  }
}
