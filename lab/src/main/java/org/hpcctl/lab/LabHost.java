package org.hpcctl.lab;

import module java.base;

/// A host of a lab: what an operator could do to a server, from the power button to the cable.
public final class LabHost {
  private final LabFolder folder;
  private final Network network;
  private final Member member;
  private final Cgroup group;

  LabHost(LabFolder folder, Network network, Member member) {
    this.folder = folder;
    this.network = network;
    this.member = member;
    this.group = Cgroup.of(folder.name(), member);
  }

  public String name() {
    return member.name();
  }

  public String address() {
    return network.subnet().address(member);
  }

  public Suite suite() {
    return member.suite();
  }

  /// Whether the host is a controller; otherwise it is a compute node.
  public boolean head() {
    return member.head();
  }

  /// The host's root file system, readable and writable from here, also while the host is off.
  public Path root() {
    return folder.root(member);
  }

  public boolean running() {
    return init().isPresent();
  }

  /// How its cable is: plugged, cut, cut silently, or none.
  public String cable() {
    return network.cable(member).toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Switches the host on and returns when its users can log in over SSH.
  public void start() {
    if (running()) {
      throw new Unable(name() + " is running already", "");
    }
    powerOn();
    awaitLogin();
  }

  /// Takes the power away: nothing is flushed, nobody is told, addresses stop answering at once.
  /// Not like a power cut in one way: what the host wrote without fsync survives.
  public void kill() {
    network.unplug(member);
    init().ifPresent(ProcessHandle::destroyForcibly);
    group.remove();
    network.removeNamespace(member);
    PowerOn.traces(folder.name(), name(), root())
        .forEach(trace -> Machine.run("rm", "-rf", trace.toString()));
  }

  /// Pulls the network cable, or, silently, cuts it somewhere in between so that the link stays up.
  public void cut(boolean silently) {
    mustHaveCable();
    network.cut(member, silently);
  }

  /// Plugs the cable in again and returns when a running host can be reached over it.
  public void heal() {
    mustHaveCable();
    network.heal(member);
    if (running()) {
      Wait.until(name() + " answers over its cable", this::answers);
    }
  }

  /// Runs a line of shell as root inside the host, without its network.
  public Answer exec(String line) {
    return Machine.ask("", execCommand(line));
  }

  /// The same, with the terminal of this process.
  ///
  /// @return its exit code
  public int execHere(String line) {
    return Machine.attach(execCommand(line));
  }

  /// Logs in over SSH with the terminal of this process.
  ///
  /// @param words what to run; a shell when there are none
  /// @return the exit code of ssh
  public int sshHere(String user, List<String> words) {
    return Machine.attach(sshCommand(user, words));
  }

  List<String> execCommand(String line) {
    ProcessHandle init =
        init()
            .orElseThrow(
                () -> new Unable(name() + " is off", "switch it on: hpcctl lab start " + name()));
    return new Exec(init.pid()).command(List.of("/bin/sh", "-c", line));
  }

  List<String> sshCommand(String user, List<String> words) {
    var command =
        new ArrayList<>(List.of("ssh", "-F", folder.sshConfig().toString(), "-l", user, name()));
    command.addAll(words);
    return List.copyOf(command);
  }

  private void mustHaveCable() {
    if (network.cable(member) == Network.Cable.NONE) {
      throw new Unable(
          name() + " is off and has no cable", "switch it on: hpcctl lab start " + name());
    }
  }

  void powerOn() {
    kill();
    group.create();
    group.restrictDevices();
    List.of("power", "host").forEach(part -> group.part(part).create());
    network.plug(member);
    new Delay(folder, network, member).apply();
    var words =
        new ArrayList<>(
            List.of(
                "sh", folder.powerScript().toString(), group.path(), network.namespace(member)));
    words.addAll(new PowerOn(folder, network, member, Cgroup.unified()).command());
    Machine.release(folder.console(member), words);
  }

  /// A host that is booting refuses users who are not root, so only a login tells that it is up.
  void awaitLogin() {
    Wait.until(name() + " lets users in over SSH", () -> answers() && login().succeeded());
  }

  private Answer login() {
    return Machine.ask("", sshCommand("hpc", List.of("true")));
  }

  /// Whether its SSH server can be reached from this machine.
  public boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), 22), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// PID 1 of the host: the process that is number 1 one namespace further in.
  Optional<ProcessHandle> init() {
    return group.processes().stream().filter(LabHost::isInit).findFirst();
  }

  private static boolean isInit(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines.anyMatch(line -> line.matches("NSpid:\\t\\d+\\t1"));
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }
}
