package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.report.Ink;
import org.junit.jupiter.api.Test;

final class LogLinesTest {

  @Test
  void lines_of_several_hosts_come_in_the_order_of_time_with_their_hosts_before_them() {
    LogLines lines = new LogLines(Ink.PLAIN, List.of("head1", "head10"));
    lines.keep("head1", "2026-11-21T01:00:01.000000+0000 job_api[1]: first");
    lines.keep("head1", "2026-11-21T01:00:03.000000+0000 job_api[1]: third,");
    lines.keep("head1", "                                      which goes on");
    lines.keep("head10", "2026-11-21T01:00:02.000000+00:00 job_api[2]: second");
    assertEquals(
        """
        head1  | 2026-11-21T01:00:01.000000+0000 job_api[1]: first
        head10 | 2026-11-21T01:00:02.000000+00:00 job_api[2]: second
        head1  | 2026-11-21T01:00:03.000000+0000 job_api[1]: third,
        head1  |                                       which goes on
        """,
        text(lines));
  }

  @Test
  void lines_of_one_host_are_left_as_they_are() {
    LogLines lines = new LogLines(Ink.PLAIN, List.of("head1"));
    lines.keep("head1", "2026-11-21T01:00:01.000000+0000 job_api[1]: only");
    assertEquals("2026-11-21T01:00:01.000000+0000 job_api[1]: only\n", text(lines));
  }

  private static String text(LogLines lines) {
    return lines.inOrderOfTime().map(line -> line + "\n").collect(Collectors.joining());
  }
}
