package org.hpcctl.phases.web;

import org.hpcctl.resource.Guarded;

/// The portal's logs belong from the start to whom Debian's logrotate gives them later (`create
/// 0640 www-data adm`). `nginx -t` makes those that are missing, for root alone, and we run it
/// before nginx does.
final class PortalLogs {
  private static final String LOGS =
      "/var/log/nginx/web_services_access.log /var/log/nginx/web_services_error.log";

  private PortalLogs() {}

  static Guarded readable() {
    return new Guarded(
        "logs of the portal",
        "readable",
        """
        set -- $(stat -c '%%U:%%a' %s 2>/dev/null)
        case "$# $* " in
          *' root:600 '*) echo missing ;;
          2*) echo readable ;;
          *) echo missing ;;
        esac
        """
            .formatted(LOGS),
        """
        for log in %s; do
          : >>"$log"
          chown www-data:adm "$log"
          chmod 640 "$log"
        done
        """
            .formatted(LOGS));
  }
}
