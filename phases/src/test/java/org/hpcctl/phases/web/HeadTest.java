package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.resource.Guarded;
import org.hpcctl.templates.web.Drain;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the administrator of a head meets: the real nginx with our files.
@Tag("slow")
final class HeadTest {
  private static final String RELOAD =
      "reload() { MAINPID=$(cat /run/nginx.pid) sh /etc/nginx/hpcctl/reload.sh 2>&1 && echo 0 ||"
          + " echo $?; }\n";

  @TempDir private Path folder;

  @Test
  void a_reload_succeeds_when_nginx_serves_with_the_new_configuration() throws Exception {
    String said =
        ask(
            RELOAD
                + """
                echo 'server { listen 127.0.0.1:8099; return 200 "new\\n"; }' >/etc/nginx/conf.d/new.conf
                reload
                curl --silent --max-time 5 http://127.0.0.1:8099/
                """);
    assertEquals("0\nnew\n", said);
  }

  // `nginx -t` looks at no port: who listens there is found out by the reload alone.
  @Test
  void a_reload_that_nginx_refuses_fails_and_says_why() throws Exception {
    String said =
        ask(
            RELOAD
                + """
                sed -e 's/services.pid/other.pid/' -e '/^http/,$d' $folder/services.conf >$folder/other.conf
                echo 'http { server { listen 127.0.0.1:8099; return 200 "other\\n"; } }' >>$folder/other.conf
                nginx -p "$folder/" -c "$folder/other.conf"
                echo 'server { listen 127.0.0.1:8099; return 200 "new\\n"; }' >/etc/nginx/conf.d/new.conf
                reload
                curl --silent --max-time 5 --output /dev/null --write-out '%{http_code}\\n' http://127.0.0.1:8080/health/live
                nginx -p "$folder/" -c "$folder/other.conf" -s stop 2>/dev/null
                """);
    assertTrue(said.startsWith("nginx goes on with its earlier configuration: "), said);
    assertTrue(said.contains("bind() to 127.0.0.1:8099 failed"), said);
    assertTrue(said.endsWith("\n1\n200\n"), said);
  }

  @Test
  void the_logs_are_readable_for_the_group_that_reads_logs() throws Exception {
    Guarded logs = PortalLogs.readable();
    String said =
        ask(
            """
            asked() {
            %s}
            made() {
            %s}
            nginx -s stop 2>/dev/null
            rm -f /var/log/nginx/web_services_*
            asked
            (umask 077; sh "$folder/check")
            asked
            made
            asked
            stat -c '%%U:%%G %%a' /var/log/nginx/web_services_*
            """
                .formatted(logs.probe(), logs.apply()));
    assertEquals("missing\nmissing\nreadable\n" + "www-data:adm 640\n".repeat(2), said);
  }

  // The script runs as on a host, with a keepalived that gives the address away and another host
  // that
  // has it then; that one answers when the kernel has opened the door again.
  @Test
  void a_request_that_is_open_is_answered_before_the_virtual_ip_leaves() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "skipped: needs nft");
    Files.writeString(folder.resolve("drain.sh"), new Drain("192.168.1.100").text());
    String said =
        ask(
            """
            systemctl() { :; }
            mkdir -p /run/hpcctl
            echo 0 >/run/hpcctl/drained
            keepalived() {
              until grep -q 1 /run/hpcctl/drained; do :; done
              head -n 1 $folder/answer | tr -d '\\r'
              echo the address leaves
              ip addr del 192.168.1.100/32 dev lo
              ip route add local 192.168.1.100 dev lo
            }
            mkfifo $folder/typed
            curl --silent --no-buffer telnet://192.168.1.100:80 <$folder/typed >$folder/answer &
            visitor=$!
            exec 3>$folder/typed
            printf 'GET / HTTP/1.1\\r\\nHost: cluster.example.org\\r\\nConnection: close\\r\\n' >&3
            until curl --silent http://127.0.0.1:8080/nginx_status | grep -q 'Reading: 1'; do :; done
            keepalived &
            (. $folder/drain.sh) &
            drained=$!
            timeout 20 sh -c 'until nft list table inet hpcctl_drain >/dev/null 2>&1; do :; done'
            printf '\\r\\n' >&3
            wait $drained
            kill $visitor
            nft list tables
            """);
    assertEquals("HTTP/1.1 301 Moved Permanently\nthe address leaves\n", said);
  }

  private String ask(String questions) throws Exception {
    return Portal.of(Example.three().cluster(), folder).ask(questions);
  }
}
