package org.hpcctl.bench;

import module java.base;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// Stands in for the shell of a host: hears a health question to its end and says an answer that
/// was recorded, with this question's nonce (its first line is `N=<nonce>`).
final class RecordedAnswer implements Command {
  private final String answer;
  private final CompletableFuture<InputStream> in = new CompletableFuture<>();
  private final CompletableFuture<OutputStream> out = new CompletableFuture<>();
  private final CompletableFuture<ExitCallback> exit = new CompletableFuture<>();

  RecordedAnswer(String answer) {
    this.answer = answer;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in.complete(stream);
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out.complete(stream);
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    // It has nothing to complain about.
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit.complete(callback);
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread.ofVirtual().start(this::talk);
  }

  private void talk() {
    try (OutputStream stdout = out.join()) {
      String script = new String(in.join().readAllBytes(), StandardCharsets.UTF_8);
      String nonce = script.substring(script.indexOf('=') + 1, script.indexOf('\n'));
      stdout.write(answer.replace("NONCE", nonce).getBytes(StandardCharsets.UTF_8));
      stdout.flush();
      exit.join().onExit(0);
    } catch (IOException e) {
      exit.join().onExit(1, e.toString());
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    // The end of its input ends it.
  }
}
