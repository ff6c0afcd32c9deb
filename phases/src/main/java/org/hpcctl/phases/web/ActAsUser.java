package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.resource.Account;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.templates.web.ActProgram;
import org.hpcctl.templates.web.ActSocket;
import org.hpcctl.templates.web.ActUnit;
import org.hpcctl.templates.web.ActVerbs;

/// The small program through which job_api and file_service act as the user who is signed in: the
/// services themselves can become nobody.
final class ActAsUser {
  /// Its group may connect to the socket.
  static final String GROUP = "hpcctl-act";

  private static final String SOCKET = "hpcctl-act.socket";
  private static final String PROGRAMS = "/usr/local/lib/hpcctl";

  private ActAsUser() {}

  static Resource account() {
    return new Account(GROUP, "/nonexistent", "/usr/sbin/nologin", new TreeSet<>());
  }

  static List<Resource> resources() {
    List<Resource> files =
        List.of(
            TextFile.of(PROGRAMS + "/hpcctl-act", Ownership.root("755"), new ActProgram().text()),
            TextFile.of(
                PROGRAMS + "/hpcctl-act-verbs", Ownership.root("755"), new ActVerbs().text()),
            TextFile.of(
                "/etc/systemd/system/hpcctl-act.service",
                Ownership.root("644"),
                new ActUnit().text()),
            TextFile.of(
                "/etc/systemd/system/" + SOCKET, Ownership.root("644"), new ActSocket().text()));
    List<Resource> resources = new ArrayList<>();
    resources.add(new Directory(PROGRAMS, Ownership.root("755")));
    resources.addAll(files);
    // A service that runs stops with its socket, and the next call starts the new one.
    resources.add(
        Unit.running(SOCKET, Unit.OnChange.RESTART, files.stream().map(Resource::id).toList()));
    return resources;
  }
}
