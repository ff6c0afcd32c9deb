package org.hpcctl.lab;

import module java.base;

/// A freshly installed Debian, the lower layer of every host of that suite.
///
/// It is built once and shared by all labs. Its folder is named after what it is made from, so a
/// new recipe makes a new image.
record Image(Suite suite) {
  private static final Path FOLDER = LabFolder.CACHE.resolve("images");

  // What an installed Debian has beyond debootstrap's choice, and what benches and users need. No
  // nginx, no keepalived: the hosts are bare.
  private static final String PACKAGES =
      "systemd-sysv,dbus,libpam-systemd,openssh-server,sudo,ifupdown,iproute2,iputils-ping,curl,"
          + "python3,nftables,cron,logrotate";

  Path path() {
    return FOLDER.resolve(suite.codename() + "-" + digest());
  }

  /// Builds the image if it is not there. Needs the package cache.
  void build(Consumer<Step> progress) {
    try (var _ = Lock.take("image-" + suite.codename())) {
      if (Files.exists(path())) {
        return;
      }
      Files.createDirectories(FOLDER);
      removeOthers();
      // An orphan of a killed build may still write to its own folder, so each has another one.
      Path building = FOLDER.resolve("." + suite.codename() + "-" + ProcessHandle.current().pid());
      String what = "building the %s image (once, a minute or two)".formatted(suite.codename());
      Consumer<String> line = detail -> progress.accept(new Step(what, detail));
      Machine.follow(line, "", bootstrap(building));
      Machine.follow(line, Resource.text("image.sh"), inside(building));
      Files.move(building, path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The host's list of package sources: the cache, which all labs reach at one address.
  String sources() {
    String name = suite.codename();
    return """
    deb %1$s/debian %2$s main
    deb %1$s/debian %2$s-updates main
    deb %1$s/debian-security %2$s-security main
    """
        .formatted(PackageCache.URL, name);
  }

  private List<String> bootstrap(Path root) {
    return alone(
        "debootstrap --include=\"$1\" \"$2\" \"$3\" \"$4\"",
        List.of(PACKAGES, suite.codename(), root.toString(), PackageCache.URL + "/debian"));
  }

  private List<String> inside(Path root) {
    return alone(
        "mount -t proc proc \"$1/proc\" && exec chroot \"$1\" /bin/sh -s \"$2\"",
        List.of(root.toString(), sources()));
  }

  /// Mounts made by the command go with it, even when it is killed.
  private static List<String> alone(String script, List<String> arguments) {
    var words =
        new ArrayList<>(
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script));
    words.add("sh");
    words.addAll(arguments);
    return words;
  }

  /// Removes older images and the remains of killed builds, but no image that a host stands on.
  private void removeOthers() throws IOException {
    String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
    try (var folders = Files.list(FOLDER)) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        if ((name.startsWith(suite.codename() + "-")
                || name.startsWith("." + suite.codename() + "-"))
            && !mounts.contains(folder.toString())) {
          Machine.run("rm", "-rf", "--one-file-system", folder.toString());
        }
      }
    }
  }

  private String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (PACKAGES + sources() + Resource.text("image.sh"))
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
