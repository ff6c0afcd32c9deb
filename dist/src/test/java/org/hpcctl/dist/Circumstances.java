package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.backstage;
import static org.hpcctl.dist.BackEndsLab.heads;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Says with a failure what of the lab was up then: the lab is gone when somebody reads it.
final class Circumstances implements TestExecutionExceptionHandler {
  private static final String UNITS = "mariadb redis-server slurmctld slurmd munge slapd";

  private static final String BACKSTAGE =
      """
      for unit in %s; do
        printf '%%s %%s, ' "$unit" "$(systemctl is-active "$unit")"
      done
      uptime
      free -m | grep Mem
      df -h --output=pcent,avail / | tail -1
      journalctl --no-pager --output=cat --priority=warning --lines=4 --unit='slurm*' --unit='redis*'
      """
          .formatted(UNITS);

  private static final String HEAD =
      """
      squeue --noheader 2>&1 | tail -1
      systemctl is-active munge nginx keepalived | paste -sd' '
      systemctl --failed --no-legend --plain
      """;

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    StringBuilder seen = new StringBuilder();
    try {
      seen.append(said(backstage(), BACKSTAGE));
      for (LabHost head : heads().all()) {
        seen.append("\n").append(said(head, HEAD));
      }
    } catch (RuntimeException e) {
      seen.append(e);
    }
    String message = String.valueOf(failure.getMessage());
    // The whole of it follows as the cause.
    String head = message.substring(0, Math.min(message.length(), 300));
    throw new AssertionError(head + "\nMeanwhile " + seen, failure);
  }

  private static String said(LabHost host, String script) {
    String words = host.running() ? host.exec(script).output() : "off";
    return host.name() + ": " + words.strip().replaceAll("\\s*\\n\\s*", " | ");
  }
}
