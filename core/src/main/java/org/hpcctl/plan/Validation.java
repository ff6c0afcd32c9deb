package org.hpcctl.plan;

import org.hpcctl.resource.Resource;

/// The program that will read our files checks them before they are swapped in: it runs in a mount
/// namespace where `root` is as it will be.
///
/// @param root a directory; runs when a changed file lies below it
/// @param script POSIX sh; exit 0 means that the files are good, what it prints says why not
public record Validation(String root, String script) {
  public Validation {
    Resource.path(root);
  }
}
