package org.hpcctl.services.kit.redis;

import module java.base;

import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// What an exception of Jedis says about the server.
enum Absence {
  /// The connection was closed, maybe long ago; a new one may do.
  DEAD_CONNECTION,
  /// The server cannot serve now.
  AWAY,
  /// All our connections are in use.
  BUSY,
  /// It answered, and what it was told is wrong.
  NONE;

  // The codes at the start of an error are Redis's protocol.
  private static final Set<String> CODES =
      Set.of(
          "LOADING",
          "READONLY",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "NOREPLICAS",
          "TRYAGAIN",
          "NOAUTH",
          "MISCONF",
          "UNKILLABLE",
          "BUSY");

  static Absence of(JedisException e) {
    return switch (e) {
      case JedisConnectionException _ ->
          e.getCause() instanceof SocketTimeoutException ? AWAY : DEAD_CONNECTION;
      case JedisAccessControlException _ -> AWAY;
      case JedisClusterException _ -> AWAY;
      case JedisDataException _ -> CODES.contains(code(e)) ? AWAY : NONE;
      default ->
          // Jedis has no type of its own for it.
          e.getCause() instanceof NoSuchElementException ? BUSY : AWAY;
    };
  }

  private static String code(JedisException e) {
    return Objects.requireNonNullElse(e.getMessage(), "").split(" ", 2)[0];
  }
}
