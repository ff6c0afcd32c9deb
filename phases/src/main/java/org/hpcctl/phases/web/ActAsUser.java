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
    List<TextFile> files =
        List.of(
            TextFile.of(PROGRAMS + "/hpcctl-act", Ownership.root("755"), new ActProgram().text()),
            unit("hpcctl-act.service", new ActUnit().text()),
            unit(SOCKET, new ActSocket().text()));
    List<Resource> all = new ArrayList<>();
    all.add(new Directory(PROGRAMS, Ownership.root("755")));
    // Read anew with each request, unlike the others.
    all.add(
        TextFile.of(PROGRAMS + "/hpcctl-act-verbs", Ownership.root("755"), new ActVerbs().text()));
    all.addAll(files);
    // The service requires the socket, so that it goes and comes with it.
    all.add(Unit.running(SOCKET, Unit.OnChange.RESTART, files.stream().map(TextFile::id).toList()));
    return all;
  }

  private static TextFile unit(String name, String text) {
    return TextFile.of("/etc/systemd/system/" + name, Ownership.root("644"), text);
  }
}
