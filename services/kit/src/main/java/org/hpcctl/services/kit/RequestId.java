package org.hpcctl.services.kit;

import module java.base;

import org.jspecify.annotations.Nullable;

/// The name under which one request is found again in the logs of nginx and of every service.
final class RequestId {
  // What nginx's $request_id and UUIDs look like; anything else could carry text into the logs.
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private RequestId() {}

  static String of(@Nullable String given) {
    return given != null && ACCEPTED.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString().replace("-", "");
  }
}
