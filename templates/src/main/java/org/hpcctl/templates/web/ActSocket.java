package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The socket through which web services act as users; its group alone may connect.
public record ActSocket() implements FileText {
  @Override
  public String template() {
    return "web/act/hpcctl-act.socket.conf.ftl";
  }
}
