package org.hpcctl.health;

import module java.base;

import org.hpcctl.shell.Command;
import org.hpcctl.shell.Script;

/// What can be done to a unit by hand. The names are the words of the command line.
public enum UnitAction {
  start("started"),
  stop("stopped"),
  restart("restarted");

  private final String done;

  UnitAction(String done) {
    this.done = done;
  }

  /// `restarted`
  public String done() {
    return done;
  }

  /// Does it, and waits until what was started is ready. Ends with status 0 when all is well, and
  /// says why not on standard error.
  ///
  /// @param patience how long it may take to become ready
  public Script on(Subject subject, Duration patience) {
    String ready =
        this == stop
            ? ":"
            : switch (subject) {
              case Subject.Web web -> "answers " + Command.quote(web.url());
              case Subject.Daemon daemon ->
                  "systemctl --quiet is-active " + Command.quote(daemon.unit());
              case Subject.Certificate _, Subject.VirtualIp _ -> throw noUnit(subject);
            };
    String unit =
        switch (subject) {
          case Subject.Web web -> web.unit();
          case Subject.Daemon daemon -> daemon.unit();
          case Subject.Certificate _, Subject.VirtualIp _ -> throw noUnit(subject);
        };
    String text =
        """
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        export PATH
        answers() {
          said=$(curl --disable --silent --noproxy '*' --max-time 2 --output /dev/null \\
            --write-out '%%{http_code}' "$1")
          [ "$said" = 200 ]
        }
        act() {
          systemctl %s %s || exit 1
          end=$(($(date +%%s) + %d))
          until %s; do
            if [ "$(date +%%s)" -ge "$end" ]; then
              echo "not ready after %d seconds; its last answer was ${said:-none}" >&2
              exit 1
            fi
            sleep 0.2
          done
        }
        act </dev/null
        """
            .formatted(
                name(), Command.quote(unit), patience.toSeconds(), ready, patience.toSeconds());
    // systemd itself may wait a minute for the old process to end and another for the new one.
    return new Script(text, patience.plusSeconds(150));
  }

  private static IllegalArgumentException noUnit(Subject subject) {
    return new IllegalArgumentException(subject.service() + " is no unit");
  }
}
