package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends each request to the edition that is current when it comes; it stays there to its end.
final class Turnstile extends Handler.Abstract {
  private volatile Edition current;

  Turnstile(Edition first) {
    current = first;
    addBean(first.handler(), true);
  }

  @Override
  protected void doStart() throws Exception {
    current.handler().setServer(getServer());
    super.doStart();
  }

  Edition current() {
    return current;
  }

  /// From now on requests go to `next`.
  ///
  /// @return what was current until now
  Edition turn(Edition next) throws Exception {
    next.handler().setServer(getServer());
    addBean(next.handler(), false);
    next.handler().start();
    manage(next.handler());
    Edition before = current;
    current = next;
    return before;
  }

  /// Forgets an edition that has no more requests; connections that it took over end here.
  void forget(Edition edition) throws Exception {
    edition.handler().stop();
    removeBean(edition.handler());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Edition edition = current;
    while (!edition.hold()) {
      edition = current;
    }
    Edition held = edition;
    Request.addCompletionListener(request, _ -> held.release());
    return held.handler().handle(request, response, callback);
  }
}
