package org.hpcctl.lab;

import module java.base;

/// All that a lab may have left on this machine, found by the lab's name alone.
///
/// Taking a healthy lab down is the same as sweeping up after one whose process was killed at any
/// moment: nothing here relies on a file that was written in time.
final class Remains {
  private Remains() {}

  static void clear(String lab) {
    LabFolder folder = new LabFolder(lab);
    endPowerSupplies(folder);
    Cgroup.of(lab).remove();
    Network.remove(lab);
    forgetMachines(folder);
    unmount(folder.path());
    PackageCache.leave(folder);
  }

  /// One that was just started may not have joined its control group yet.
  private static void endPowerSupplies(LabFolder folder) {
    ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(words -> List.of(words).contains(folder.powerScript().toString()))
                    .isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /// Unmounts everything below a folder, the latest mount first.
  private static void unmount(Path folder) {
    try {
      Files.readAllLines(Path.of("/proc/self/mountinfo")).reversed().stream()
          .map(line -> Path.of(line.split(" ", 6)[4]))
          .filter(mount -> mount.startsWith(folder))
          .forEach(mount -> Machine.run("umount", "--lazy", mount.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forgetMachines(LabFolder folder) {
    Path hosts = folder.path().resolve("hosts");
    if (!Files.exists(hosts)) {
      return;
    }
    try (var folders = Files.list(hosts)) {
      folders
          .filter(host -> Files.exists(host.resolve("root")))
          .flatMap(
              host ->
                  PowerOn.traces(folder.name(), host.getFileName().toString(), host.resolve("root"))
                      .stream())
          .forEach(trace -> Machine.run("rm", "-rf", trace.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
