package org.hpcctl.host;

import module java.base;

/// A script that stays. It has greeted us; it ends when its standard input does.
final class HeldScript implements Remote.Held {
  private final Runnable leave;
  private final Conversation conversation;
  private final String greeting;
  private final AtomicBoolean closed = new AtomicBoolean();

  HeldScript(
      Runnable leave,
      Conversation conversation,
      InputStream script,
      CompletableFuture<String> greeting) {
    this.leave = leave;
    this.conversation = conversation;
    CompletableFuture<Void> fed = conversation.feed(script, false);
    try {
      this.greeting = conversation.greeting(greeting, fed);
    } catch (RuntimeException e) {
      conversation.close();
      throw e;
    }
  }

  @Override
  public String greeting() {
    return greeting;
  }

  @Override
  public boolean alive() {
    return !closed.get() && !conversation.ended();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      conversation.end();
      leave.run();
    }
  }
}
