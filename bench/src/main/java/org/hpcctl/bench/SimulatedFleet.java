package org.hpcctl.bench;

import module java.base;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/// Many heads behind one SSH server: each address of a network is a host with a key of its own.
///
/// SSH is done in full. A health question is answered by what a real head of a lab once answered to
/// it, since running it 200 times on the machine that measures would measure that machine's shell.
///
/// Writes a directory for hpcctl to work in, says `ready`, and stays until standard input ends.
final class SimulatedFleet {
  private static final int PORT = 2222;

  /// Starts the hosts.
  ///
  /// @param args the directory to write, how many hosts, the first three parts of their addresses,
  ///   the answer of the host that holds the virtual IP, and that of one that does not
  static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int count = Integer.parseInt(args[1]);
    String network = args[2];
    String holder = Files.readString(Path.of(args[3]));
    String other = Files.readString(Path.of(args[4]));

    SequencedMap<String, KeyPair> keys = new LinkedHashMap<>();
    for (int host = 1; host <= count; host++) {
      keys.put(network + "." + host, key());
    }
    String first = keys.firstEntry().getKey();
    KeyPair operator = key();
    OperatorFiles.write(directory, PORT, keys, operator);

    SshServer server = SshServer.setUpDefaultServer();
    server.setPort(PORT);
    server.setKeyPairProvider(
        session ->
            KeyPairProvider.wrap(
                    Objects.requireNonNull(keys.get(address(session.getLocalAddress()))))
                .loadKeys(session));
    server.setPublickeyAuthenticator((_, key, _) -> key.equals(operator.getPublic()));
    server.setCommandFactory(
        (channel, _) -> {
          SocketAddress local = channel.getSession().getLocalAddress();
          return new RecordedAnswer(address(local).equals(first) ? holder : other);
        });
    server.start();
    System.out.println("ready");
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop(true);
  }

  private static KeyPair key() throws GeneralSecurityException {
    return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
  }

  private static String address(SocketAddress local) {
    return ((InetSocketAddress) local).getAddress().getHostAddress();
  }

  private SimulatedFleet() {}
}
