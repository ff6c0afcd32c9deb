package org.hpcctl.services.kit.redis;

import module java.base;

import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/// How Jedis is told of our settings.
final class Clients {
  static final int CONNECTIONS = 10;

  /// The longest that a read may wait for an entry.
  static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);

  private static final Duration CONNECTING = Duration.ofMillis(300);
  private static final Duration ANSWERING = Duration.ofMillis(500);

  // How soon a Sentinel that went away is asked again.
  private static final Duration BETWEEN_SENTINELS = Duration.ofMillis(500);

  private Clients() {}

  /// Fails when nobody is there who could tell of the servers.
  static UnifiedJedis client(RedisSettings settings) {
    JedisClientConfig config = config(settings);
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMinIdle(0);
    pool.setMaxWait(ANSWERING);
    // Otherwise whoever asks again at once is served before those who wait, for seconds.
    pool.setFairness(true);
    pool.setTestWhileIdle(false);
    // Nobody looks at it that way.
    pool.setJmxEnabled(false);
    return switch (settings.topology()) {
      case RedisSettings.Single(RedisSettings.Node node) ->
          new JedisPooled(address(node), config, pool);
      case RedisSettings.Sentinel(String name, Set<RedisSettings.Node> sentinels) ->
          new JedisSentineled(
              new SentineledConnectionProvider(
                  name,
                  config,
                  pool,
                  addresses(sentinels),
                  listening(config),
                  BETWEEN_SENTINELS.toMillis()));
      case RedisSettings.Cluster(Set<RedisSettings.Node> nodes) ->
          new JedisCluster(addresses(nodes), config, 3, ANSWERING, pool);
    };
  }

  private static JedisClientConfig config(RedisSettings settings) {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) CONNECTING.toMillis())
            .socketTimeoutMillis((int) ANSWERING.toMillis())
            .blockingSocketTimeoutMillis((int) LONGEST_BLOCK.plus(ANSWERING).toMillis());
    settings.password().ifPresent(builder::password);
    settings
        .authority()
        .ifPresent(
            file -> {
              SSLParameters parameters = new SSLParameters();
              parameters.setEndpointIdentificationAlgorithm("HTTPS");
              builder.ssl(true).sslSocketFactory(trusting(file)).sslParameters(parameters);
            });
    return builder.build();
  }

  // A Sentinel says nothing as long as all is well: that is no reason to leave it.
  private static JedisClientConfig listening(JedisClientConfig config) {
    return DefaultJedisClientConfig.builder().from(config).blockingSocketTimeoutMillis(0).build();
  }

  private static SSLSocketFactory trusting(Path authority) {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root" + number++, root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no CA for Redis in " + authority, e);
    }
  }

  private static Set<HostAndPort> addresses(Set<RedisSettings.Node> nodes) {
    return nodes.stream().map(Clients::address).collect(Collectors.toUnmodifiableSet());
  }

  private static HostAndPort address(RedisSettings.Node node) {
    return new HostAndPort(node.host(), node.port());
  }
}
