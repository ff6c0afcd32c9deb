package org.hpcctl.host;

import module java.base;

/// One running command, wherever it runs.
interface Exec extends AutoCloseable {
  OutputStream stdin();

  InputStream stdout();

  InputStream stderr();

  /// The exit status; 128 and the signal's number for a command that a signal ended.
  ///
  /// @throws IOException when the link broke before the status came
  int exit(Duration patience) throws IOException, TimeoutException, InterruptedException;

  boolean running();

  /// Ends the command if it still runs.
  @Override
  void close();
}
