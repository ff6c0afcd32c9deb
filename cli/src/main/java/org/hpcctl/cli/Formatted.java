package org.hpcctl.cli;

/// A command that can answer in JSON: its problems are then JSON on standard output as well.
interface Formatted {
  boolean json();
}
