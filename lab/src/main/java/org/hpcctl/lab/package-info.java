/// A cluster of booted Debian hosts on one Linux machine, for users and for tests.
///
/// Hosts are systemd-nspawn containers with their own systemd, sshd, network and control groups.
/// What they need is written down where it is used: [org.hpcctl.lab.PowerOn] for the flags,
/// [org.hpcctl.lab.Cgroup] for the control groups. Start at [org.hpcctl.lab.Lab]. Knows nothing of
/// hpcctl but the YAML it writes for it; uses nothing else of ours.
@NullMarked
package org.hpcctl.lab;

import org.jspecify.annotations.NullMarked;
