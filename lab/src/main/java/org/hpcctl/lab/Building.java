package org.hpcctl.lab;

import module java.base;

/// The way from nothing to a lab that is up.
record Building(LabSpec spec, Consumer<Step> progress) {

  Lab lab(Lock lock) {
    var folder = new LabFolder(spec.name());
    raiseLimits();
    PackageCache.join(folder);
    spec.members().stream().map(Member::suite).distinct().forEach(this::image);
    tell("making the network");
    Network network = Network.create(spec.name());
    try {
      List<LabHost> hosts = hosts(folder, network);
      hosts.forEach(
          host -> {
            tell("waiting for " + host.name());
            host.awaitLogin();
          });
      Files.writeString(folder.state(), new LabState(spec, network.subnet()).text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lab(spec, network, Optional.of(lock));
  }

  private void tell(String what) {
    progress.accept(new Step(what, ""));
  }

  private void image(Suite suite) {
    new Image(suite).build(progress);
  }

  private List<LabHost> hosts(LabFolder folder, Network network) throws IOException {
    String hash = writeFiles(folder, network);
    var hosts = new ArrayList<LabHost>();
    var knownHosts = new StringBuilder();
    for (Member member : spec.members()) {
      tell("starting " + member.name());
      var files = new HostFiles(folder, network, member);
      files.create(hash);
      knownHosts.append(files.knownHost());
      var host = new LabHost(folder, network, member);
      host.powerOn();
      hosts.add(host);
    }
    Files.writeString(folder.knownHosts(), knownHosts);
    return hosts;
  }

  /// Writes what belongs to the lab as a whole; answers with the hash of the sudo password.
  private String writeFiles(LabFolder folder, Network network) throws IOException {
    Keys.generate(folder.key(), "hpcctl lab " + spec.name());
    Files.writeString(folder.powerScript(), Resource.text("power.sh"));
    Files.writeString(folder.relayScript(), Resource.text("relay.py"));
    Files.writeString(folder.sshConfig(), new SshConfig(spec, folder, network.subnet()).text());
    Files.writeString(folder.yaml(), new ClusterYaml(spec, folder, network.subnet()).text());
    Keys.write(folder.secrets(), ClusterYaml.secrets());
    String password = Keys.secret();
    Keys.write(folder.password(), password + "\n");
    return Keys.hash(password);
  }

  /// Each host takes about eight inotify instances of the same user, root. Raised, never lowered.
  private static void raiseLimits() {
    Path limit = Path.of("/proc/sys/fs/inotify/max_user_instances");
    try {
      if (Machine.setting(limit) < 8192) {
        Files.writeString(limit, "8192");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
