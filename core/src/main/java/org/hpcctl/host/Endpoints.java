package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Ssh;

/// Turns what the operator wrote into what is needed to reach each host: the YAML first, then the
/// operator's OpenSSH configuration, then OpenSSH's defaults.
///
/// @param base the folder that relative paths in the YAML start from
/// @param home the operator's home, for `~`
/// @param sshConfig read instead of the files that `ssh` reads by itself
/// @param becomePassword sudo's password, where it wants one
/// @param patience how long connecting to a host may take
public record Endpoints(
    Path base,
    Path home,
    Optional<Path> sshConfig,
    Optional<Secret> becomePassword,
    Duration patience) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int AT_ONCE = 8;

  /// Those of this session.
  ///
  /// @param base the folder that relative paths in the YAML start from
  public static Endpoints ofSession(Path base, Optional<Secret> becomePassword) {
    return new Endpoints(
        base, Path.of(System.getProperty("user.home")), Optional.empty(), becomePassword, PATIENCE);
  }

  /// One for each controller, in their order.
  public List<Endpoint> of(Cluster cluster) {
    return of(cluster.ssh(), cluster.controllers());
  }

  List<Endpoint> of(Ssh ssh, List<Controller> controllers) {
    boolean asking = sshConfig.isPresent() || OpensshConfig.exists(home);
    return new Fleet(AT_ONCE)
            .<Controller, Endpoint>each(
                controllers, Controller::hostname, controller -> endpoint(ssh, controller, asking))
            .values()
            .stream()
            .map(
                outcome ->
                    switch (outcome) {
                      case Outcome.Done<Endpoint>(Endpoint endpoint) -> endpoint;
                      case Outcome.Failed<Endpoint>(List<Problem> why, boolean _) ->
                          throw new Refused(why);
                    })
            .toList();
  }

  private Endpoint endpoint(Ssh ssh, Controller controller, boolean asking) {
    String name = controller.hostname();
    if (controller.connection() == Connection.LOCAL) {
      return new Endpoint.Local(name, become(ssh, System.getProperty("user.name")));
    }
    OpensshConfig config = config(name, asking);
    String user = controller.user().or(ssh::user).or(config::user).orElse("root");
    OptionalInt said = controller.port().isPresent() ? controller.port() : ssh.port();
    int port = said.orElse(config.port().orElse(Ssh.USUAL_PORT));
    Optional<Path> key = controller.key().or(ssh::key).map(this::path);
    return new Endpoint.Ssh(
        name,
        config.hostName().orElse(controller.ip()),
        port,
        user,
        keys(key, config, name, user),
        key.isPresent() || config.identitiesOnly(),
        knownHosts(ssh, config),
        controller.hostKey(),
        jump(ssh, jumps(ssh, config), asking),
        become(ssh, user),
        patience);
  }

  /// The last of the chain, going through all before it.
  private Optional<Endpoint.Ssh> jump(Ssh ssh, List<String> chain, boolean asking) {
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    JumpName jump = JumpName.parse(chain.getLast());
    OpensshConfig config = config(jump.host(), asking);
    String user = jump.user().or(config::user).orElse(System.getProperty("user.name"));
    Optional<Path> key = ssh.key().map(this::path);
    return Optional.of(
        new Endpoint.Ssh(
            jump.host(),
            config.hostName().orElse(jump.host()),
            jump.port().orElse(config.port().orElse(Ssh.USUAL_PORT)),
            user,
            keys(key, config, jump.host(), user),
            key.isPresent() || config.identitiesOnly(),
            knownHosts(ssh, config),
            Optional.empty(),
            jump(ssh, chain.subList(0, chain.size() - 1), asking),
            new Become.AlreadyRoot(),
            patience));
  }

  private OpensshConfig config(String host, boolean asking) {
    return asking ? OpensshConfig.of(host, sshConfig) : OpensshConfig.NONE;
  }

  private static List<String> jumps(Ssh ssh, OpensshConfig config) {
    return ssh.jump().map(jumps -> List.of(jumps.split(","))).orElse(config.jumps());
  }

  /// A named key is kept even if it is missing, so that this is told; the usual ones are not.
  private List<Path> keys(Optional<Path> named, OpensshConfig config, String host, String user) {
    return named
        .map(List::of)
        .orElseGet(
            () ->
                config.identityFiles().stream()
                    .map(
                        file ->
                            path(file.replace("%d", "~").replace("%h", host).replace("%r", user)))
                    .filter(Files::isRegularFile)
                    .toList());
  }

  private List<Path> knownHosts(Ssh ssh, OpensshConfig config) {
    return ssh.knownHosts()
        .map(file -> List.of(path(file)))
        .orElseGet(() -> config.knownHosts().stream().map(this::path).toList());
  }

  // `become: none` is said of `ssh.user`; an account that comes from elsewhere still needs sudo.
  private Become become(Ssh ssh, String user) {
    boolean refused =
        ssh.become() == org.hpcctl.spec.Become.NONE && user.equals(ssh.user().orElse("root"));
    return refused || user.equals("root")
        ? new Become.AlreadyRoot()
        : new Become.Sudo(becomePassword);
  }

  private Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : base.resolve(text);
  }
}
