package org.hpcctl.host;

import module java.base;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// Makes unconnected SSH clients: which algorithms, how patient, how alive.
///
/// The lists are ours: sshj's own still offer SHA-1, MD5 and CBC, and building them takes longer
/// than a whole connection. All of them are the JDK's own but those of curve 25519, which are
/// BouncyCastle's; as a provider it is not registered.
final class SshClients {
  /// One RSA key serves both of these; the SHA-1 variant is not offered.
  static final List<String> RSA = List.of("rsa-sha2-512", "rsa-sha2-256");

  private static final int KEEPALIVE_SECONDS = 5;
  private static final int KEEPALIVE_MISSES = 3;
  private static final Config CONFIG = config();

  private SshClients() {}

  static SSHClient unconnected(Duration patience) {
    SSHClient client = new SSHClient(CONFIG);
    int milliseconds = Math.toIntExact(patience.toMillis());
    client.setSocketFactory(new NoDelay());
    client.setConnectTimeout(milliseconds);
    client.getTransport().setTimeoutMs(milliseconds);
    client.getConnection().setTimeoutMs(milliseconds);
    // Only what is set before the connection is made ever sends a keepalive.
    KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
    keepAlive.setKeepAliveInterval(KEEPALIVE_SECONDS);
    keepAlive.setMaxAliveCount(KEEPALIVE_MISSES);
    return client;
  }

  static void closeQuietly(SSHClient client) {
    try {
      client.close();
    } catch (IOException alreadyBroken) {
      // There is nothing left to close.
    }
  }

  private static Config config() {
    SecurityUtils.setRegisterBouncyCastle(false);
    EcdsaName.register();
    ConfigImpl config = new ConfigImpl();
    config.setLoggerFactory(new Silence());
    config.setVersion("hpcctl");
    config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
    config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    config.setMaxCircularBufferSize(16 * 1024 * 1024);
    config.setKeyExchangeFactories(
        List.of(
            Curve25519Exchange.NAMES.getFirst(),
            Curve25519Exchange.NAMES.getLast(),
            new ECDHNistP.Factory256(),
            new ECDHNistP.Factory384(),
            new ECDHNistP.Factory521(),
            new DHGexSHA256.Factory(),
            DHGroups.Group16SHA512(),
            DHGroups.Group18SHA512(),
            DHGroups.Group14SHA256(),
            new ExtInfoClientFactory()));
    config.setKeyAlgorithms(
        List.of(
            new KeyAlgorithms.Factory(
                Ed25519Signature.NAME, new Ed25519Signature.Named(), KeyType.ED25519),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256()));
    config.setCipherFactories(
        List.of(
            GcmCiphers.AES128GCM(),
            GcmCiphers.AES256GCM(),
            BlockCiphers.AES128CTR(),
            BlockCiphers.AES256CTR()));
    config.setMACFactories(
        List.of(
            Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
    config.setCompressionFactories(List.of(new NoneCompression.Factory()));
    config.setFileKeyProviderFactories(
        List.of(
            new OpenSSHKeyV1KeyFile.Factory(),
            new PKCS8KeyFile.Factory(),
            new OpenSSHKeyFile.Factory()));
    return config;
  }

  /// Without it a short script waits 40 ms for the answer to the packet before it.
  private static final class NoDelay extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      Socket socket = new Socket();
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      throw new IOException("binding to a local address is not offered");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      throw new IOException("binding to a local address is not offered");
    }

    private Socket connected(InetSocketAddress address) throws IOException {
      Socket socket = createSocket();
      socket.connect(address);
      return socket;
    }
  }

  /// The library logs every failure that we report in our own words, and the commands it sends.
  private static final class Silence implements LoggerFactory {
    @Override
    public Logger getLogger(String name) {
      return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> owner) {
      return NOPLogger.NOP_LOGGER;
    }
  }
}
