package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// nginx's `stub_status` page.
///
/// @param address of the page
public record NginxStatus(URI address) implements Source {
  private static final Pattern PAGE =
      Pattern.compile(
          "Active connections: (\\d+)\\s+server accepts handled requests\\s+\\d+ \\d+ (\\d+)\\s+"
              + "Reading: \\d+ Writing: \\d+ Waiting: (\\d+)\\s*");

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<Figure> look() throws IOException {
    return read(Page.text(address));
  }

  static List<Figure> read(String page) throws IOException {
    Matcher parts = PAGE.matcher(page);
    if (!parts.matches()) {
      throw new IOException("not a page of stub_status");
    }
    return List.of(
        Figure.of(Family.NGINX_ACTIVE, Double.parseDouble(parts.group(1))),
        Figure.of(Family.NGINX_REQUESTS, Double.parseDouble(parts.group(2))),
        Figure.of(Family.NGINX_WAITING, Double.parseDouble(parts.group(3))));
  }
}
