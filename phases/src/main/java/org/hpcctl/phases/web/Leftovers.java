package org.hpcctl.phases.web;

import org.hpcctl.resource.Guarded;

/// What earlier releases and certificates left on a host: the one before the present is kept, so
/// that it can be gone back to by hand; older jars, caches, runtimes and private keys go.
final class Leftovers {
  // Only what has the form of a name that we give, beside a link of ours that names the present
  // one.
  private static final String OLD =
      """
      old() {
        for link in /opt/web_services/runtime/current /etc/nginx/tls/current /opt/web_services/*/*.jar \\
          /opt/web_services/*/cache/current; do
          [ -L "$link" ] || continue
          folder=${link%/*}
          # Asked at every run: where there is nothing to choose from, no program need be started.
          set -- "$folder"/*[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]*
          [ "$#" -gt 2 ] || continue
          ls -1t "$folder" | grep -xE '([a-z_]+-)?[0-9a-f]{12}(\\.jar)?' | grep -vxF "$(readlink "$link")" |
            tail -n +2 | sed "s|^|$folder/|"
        done
      }
      """;

  private Leftovers() {}

  static Guarded gone() {
    return new Guarded(
        "files of earlier releases",
        "gone",
        OLD + "if [ -z \"$(old)\" ]; then echo gone; else echo 'still there'; fi",
        OLD + "old | while read -r path; do rm -rf -- \"$path\"; done");
  }
}
