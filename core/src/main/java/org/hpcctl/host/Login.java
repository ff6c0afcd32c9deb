package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/// The keys we offer to a host, in order, and those we cannot offer and why.
///
/// @param methods what to try
/// @param offered how each of them is told to a person
/// @param withheld keys that were named but cannot be used, each with its reason
record Login(List<AuthMethod> methods, List<String> offered, List<String> withheld) {

  /// sshd gives up after six keys (`MaxAuthTries`); a named one must not come seventh.
  private static final int MOST = 6;

  /// Keys the operator named come first, by the agent when it holds them; then what else it holds.
  static Login of(Endpoint.Ssh endpoint, Optional<Agent> agent, SSHClient client) {
    Login login = new Login(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Agent.Identity> held = login.held(agent);
    List<Agent.Identity> others = new ArrayList<>(held);
    for (Path path : endpoint.keys()) {
      login.add(path, agent, held, others, client);
    }
    if (!endpoint.onlyKeys() && agent.isPresent()) {
      others.forEach(identity -> login.add(agent.get(), identity));
    }
    return login;
  }

  private List<Agent.Identity> held(Optional<Agent> agent) {
    try {
      return agent.isPresent() ? agent.get().identities() : List.of();
    } catch (IOException e) {
      withheld.add("the ssh-agent's keys: " + e.getMessage());
      return List.of();
    }
  }

  private void add(
      Path path,
      Optional<Agent> agent,
      List<Agent.Identity> held,
      List<Agent.Identity> others,
      SSHClient client) {
    try {
      KeyFile file = KeyFile.read(path);
      Optional<Agent.Identity> same =
          held.stream().filter(identity -> file.isOf(identity.blob())).findFirst();
      if (same.isPresent() && agent.isPresent()) {
        others.remove(same.get());
        add(agent.get(), same.get());
      } else if (file.encrypted()) {
        withheld.add(path + " has a passphrase and no ssh-agent holds it (ssh-add " + path + ")");
      } else {
        KeyProvider keys = client.loadKeys(path.toString());
        // Read now: a broken file must be told as such, not as a refused login.
        keys.getPrivate();
        offer(new AuthPublickey(keys), path.toString());
      }
    } catch (NoSuchFileException e) {
      withheld.add(path + " does not exist");
    } catch (IOException | RuntimeException e) {
      withheld.add(path + " cannot be used: " + e.getMessage());
    }
  }

  private void add(Agent agent, Agent.Identity identity) {
    offer(new AgentLogin(agent, identity), identity.comment() + " (ssh-agent)");
  }

  private void offer(AuthMethod method, String told) {
    if (methods.size() < MOST) {
      methods.add(method);
      offered.add(told);
    }
  }
}
