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
        answer=readable
        for log in %s; do
          if [ ! -e "$log" ]; then
            answer=missing
          elif [ -O "$log" ] && [ "$(stat -c %%a "$log")" = 600 ]; then
            # Root's, who asks here, and for root alone: `nginx -t` made it.
            answer=missing
          fi
        done
        echo "$answer"
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
