package org.hpcctl.phases.infrastructure;

import module java.base;

import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.WebService;

/// What only the operator can provide.
final class Preflight {
  private static final int INTERNAL_PORT = 8080;

  private Preflight() {}

  static List<Resource> requirements(Cluster cluster, Controller host) {
    List<Resource> requirements = new ArrayList<>();
    requirements.add(system());
    requirements.add(processor());
    requirements.add(systemd());
    requirements.add(writable());
    requirements.add(disk());
    if (host.runs(Service.WEB)) {
      requirements.add(memory());
      requirements.add(ports(cluster));
    }
    return requirements;
  }

  private static Requirement system() {
    return Requirement.of(
        "supported system",
        """
        . /etc/os-release
        case "$ID:${VERSION_ID:-}" in
          debian:12 | debian:13 | ubuntu:22.04 | ubuntu:24.04) echo ok ;;
          *) echo "the system is ${PRETTY_NAME:-$ID}" ;;
        esac
        """,
        "packages and their configuration are known for Debian 12 and 13, Ubuntu 22.04 and 24.04",
        "install one of these systems");
  }

  private static Requirement processor() {
    return Requirement.of(
        "64-bit PC",
        """
        machine=$(uname -m)
        if [ "$machine" = x86_64 ]; then echo ok; else echo "the processor is $machine"; fi
        """,
        "the runtime of the services is built for x86-64",
        "use a host with an x86-64 processor");
  }

  private static Requirement systemd() {
    return Requirement.of(
        "systemd",
        """
        if [ -d /run/systemd/system ]; then echo ok
        else echo "process 1 is $(cat /proc/1/comm), not systemd"
        fi
        """,
        "services, limits and their order are systemd's business",
        "boot the host with systemd");
  }

  private static Requirement writable() {
    return Requirement.of(
        "/etc can be written",
        """
        if [ -w /etc ]; then echo ok; else echo "/etc is mounted read-only"; fi
        """,
        "the configuration of everything lies there",
        "mount it for writing and look in the kernel log why it is not");
  }

  private static Requirement disk() {
    return Requirement.of(
        "512 MiB free below /opt and /var",
        """
        short=
        set -- $(df --output=avail --block-size=1M /opt /var)
        [ "$2" -ge 512 ] || short="/opt has $2 MiB free"
        [ "$3" -ge 512 ] || short="${short:+$short, }/var has $3 MiB free"
        echo "${short:-ok}"
        """,
        "packages, the services and their logs need the room",
        "free some space, or give it a file system of its own");
  }

  private static Requirement memory() {
    return Requirement.of(
        "1 GiB of memory",
        """
        read -r _ kilobytes _ </proc/meminfo
        if [ "$kilobytes" -ge 1000000 ]; then echo ok
        else echo "the host has $((kilobytes / 1024)) MiB of memory"
        fi
        """,
        "the eight services alone use about half of it when nothing happens",
        "give the host more memory, or set services.web: false for it");
  }

  /// A program of ours is known by the unit it runs in, not by its name.
  private static Requirement ports(Cluster cluster) {
    SortedSet<Integer> ports = new TreeSet<>(Set.of(80, 443, INTERNAL_PORT));
    Arrays.stream(WebService.values())
        .forEach(service -> ports.add(cluster.web().service(service).port()));
    String ours =
        Arrays.stream(WebService.values())
            .map(service -> "*/" + service.yamlName() + ".service")
            .collect(Collectors.joining(" | "));
    return Requirement.of(
        "free ports",
        """
        command -v ss >/dev/null || { echo "ss is not installed: apt install iproute2"; exit; }
        held=
        set -f
        IFS='
        '
        for socket in $(ss -Hltnp); do
          IFS=' '
          set -- $socket
          case " %s " in *" ${4##*:} "*) ;; *) continue ;; esac
          pid=${6#*pid=}
          pid=${pid%%%%,*}
          unit=
          while read -r line; do
            case "$line" in 0:* | 1:name=systemd:*) unit=$line ;; esac
          done <"/proc/$pid/cgroup"
          case "$unit" in
            */nginx.service | %s) ;;
            *) held="$held port ${4##*:} by $(cat "/proc/$pid/comm") (process $pid)," ;;
          esac
        done
        if [ -z "$held" ]; then echo ok; else echo "held:${held%%,}"; fi
        """
            .formatted(ports.stream().map(String::valueOf).collect(Collectors.joining(" ")), ours),
        "nginx and the services listen there, and hpcctl ends no program that it did not start",
        "stop that program, or give the service another port in web.services");
  }
}
