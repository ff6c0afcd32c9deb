package org.hpcctl.services.authservice.account;

import module java.base;

import org.hpcctl.services.kit.Kind;

/// What names may look like, of accounts here and on the cluster.
public final class Names {
  private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9._-]{0,49}");
  private static final Pattern UNIX = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,49}");
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_-]{0,19}");
  private static final Pattern PERMISSION = Pattern.compile("\\*|[a-z][a-z0-9_.-]{0,49}");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final int EMAIL_MOST = 100;

  // Debian's own accounts and those of what hpcctl installs: whoever is mapped to one could read
  // the cluster's secrets. The helper that becomes the user refuses low numbers as well.
  private static final Set<String> SYSTEM =
      Set.of(
          ("root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc"
                  + " gnats nobody _apt messagebus sshd syslog polkitd dnsmasq uuidd tss ntp chrony"
                  + " _chrony nginx mysql mariadb redis slurm munge slurmrestd gluster"
                  + " keepalived_script prometheus node_exporter postgres openldap hpcctl"
                  + " dashboard auth_service job_api file_service metrics_api websocket_service"
                  + " monitoring_dashboard admin_portal")
              .split(" "));

  private Names() {}

  public static Kind<String> username() {
    return Kind.matching(
        USERNAME, "a name of 1 to 50 lower-case letters, digits, '.', '_' and '-', a letter first");
  }

  public static boolean isUsername(String text) {
    return USERNAME.matcher(text).matches();
  }

  public static Kind<String> email() {
    return Kind.text("an e-mail address of up to 100 characters", Names::isEmail);
  }

  public static boolean isEmail(String text) {
    return text.length() <= EMAIL_MOST && EMAIL.matcher(text).matches();
  }

  public static Kind<String> unix() {
    return Kind.text(
        "a Unix account of a person: up to 32 lower-case letters, digits, '_' and '-', none of the"
            + " system's own",
        Names::isUnix);
  }

  public static boolean isUnix(String text) {
    return UNIX.matcher(text).matches()
        && !SYSTEM.contains(text)
        && !text.startsWith("systemd-")
        && !text.startsWith("hpcctl-");
  }

  public static Kind<String> group() {
    return Kind.matching(
        GROUP, "a name of 1 to 50 letters, digits, '.', '_' and '-', a letter first");
  }

  public static boolean isGroup(String text) {
    return GROUP.matcher(text).matches();
  }

  public static Kind<String> role() {
    return Kind.matching(
        ROLE, "a name of 1 to 20 lower-case letters, digits, '_' and '-', a letter first");
  }

  public static boolean isRole(String text) {
    return ROLE.matcher(text).matches();
  }

  public static Kind<String> permission() {
    return Kind.matching(PERMISSION, "a permission, e.g. \"jobs.all\", or \"*\" for all");
  }

  /// For a password that is being chosen.
  public static Kind<String> newPassword() {
    return Kind.secret(12, 256);
  }

  /// For a password that is being checked.
  public static Kind<String> password() {
    return Kind.secret(1, 256);
  }
}
