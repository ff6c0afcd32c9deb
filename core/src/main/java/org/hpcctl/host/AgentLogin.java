package org.hpcctl.host;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// Public key login (RFC 4252, 7) with a key that never leaves the agent.
final class AgentLogin extends AbstractAuthMethod {
  private final Agent agent;
  private final Agent.Identity identity;

  AgentLogin(Agent agent, Agent.Identity identity) {
    super("publickey");
    this.agent = agent;
    this.identity = identity;
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  /// The server would accept this key: now sign.
  @Override
  public void handle(Message message, SSHPacket packet)
      throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    SSHPacket request = request(true);
    byte[] signed =
        new Buffer.PlainBuffer()
            .putString(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    try {
      params.getTransport().write(request.putBytes(agent.sign(identity, signed)));
    } catch (IOException e) {
      throw new UserAuthException("the ssh-agent did not sign", e);
    }
  }

  private SSHPacket request(boolean signed) throws UserAuthException {
    return super.buildReq()
        .putBoolean(signed)
        .putString(algorithm(identity.type()))
        .putBytes(identity.blob());
  }

  // SHA-1 signatures are refused by servers of today; the key's own type still says ssh-rsa.
  private static String algorithm(String type) {
    return switch (type) {
      case "ssh-rsa" -> "rsa-sha2-512";
      case "ssh-rsa-cert-v01@openssh.com" -> "rsa-sha2-512-cert-v01@openssh.com";
      case String other -> other;
    };
  }
}
