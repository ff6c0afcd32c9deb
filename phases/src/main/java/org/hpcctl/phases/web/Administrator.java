package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.shell.Command;
import org.hpcctl.shell.Script;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.WebService;

/// An account that may do everything in the portal, made on a head by auth_service's own program.
///
/// @param password empty has one made, which is then printed
public record Administrator(String name, String email, Optional<Secret> password) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String TEXT =
      """
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      export PATH
      config=/opt/web_services/config/auth_service.json
      if [ ! -e "$config" ]; then
        echo 'auth_service is not set up here; run hpcctl setup --phase web' >&2
        exit 1
      fi
      # A file is opened by one process at a time.
      if grep -q '"alone": true' "$config"; then
        systemctl stop auth_service || exit 1
        trap 'systemctl start auth_service' EXIT
      fi
      create() {
        systemd-run --quiet --pipe --wait --collect --property=User=webservice \\
          --property=Group=webservice --property=UMask=0077 \\
          --property=LoadCredential=config.json:"$config" \\
          /bin/sh -c 'exec /opt/web_services/runtime/current/bin/java -XX:TieredStopAtLevel=1 -jar /opt/web_services/auth_service/auth_service.jar --config "$CREDENTIALS_DIRECTORY/config.json" admin create "$@"' \\
          sh "$@"
      }
      printf '%%s\\n' %s | create %s
      """;

  /// The heads that can do it, in the order to try.
  public static List<Controller> heads(Cluster cluster) {
    return BackEnds.heads(cluster, WebService.AUTH_SERVICE);
  }

  /// Ends with status 0 when the account is made; its words are for the operator.
  public Script script() {
    List<String> words = new ArrayList<>(List.of(name, "--email", email));
    password.ifPresent(_ -> words.add("--password-stdin"));
    return new Script(
        TEXT.formatted(
            Command.quote(password.map(Secret::reveal).orElse("")),
            words.stream().map(Command::quote).collect(Collectors.joining(" "))),
        PATIENCE);
  }
}
