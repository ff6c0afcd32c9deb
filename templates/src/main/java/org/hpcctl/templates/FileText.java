package org.hpcctl.templates;

/// The inputs of one file we write: a record whose components are all that its template sees.
public interface FileText {
  /// The template, below the folder of the templates: `web/upstreams.conf.ftl`. The name before
  /// `.ftl` tells the [Syntax].
  String template();

  /// The file's text. The same inputs always give the same text.
  default String text() {
    return Templates.render(this);
  }
}
