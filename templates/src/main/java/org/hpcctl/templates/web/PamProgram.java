package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The program that asks PAM whether a password is right.
public record PamProgram() implements FileText {
  @Override
  public String template() {
    return "web/pam/hpcctl-pam.pl.ftl";
  }
}
