package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.resource.Guarded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the administrator of a head meets: the real nginx with our files.
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

  private String ask(String questions) throws Exception {
    return Portal.of(Example.three().cluster(), folder).ask(questions);
  }
}
