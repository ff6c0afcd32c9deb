package org.hpcctl.templates;

import module java.base;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import org.jspecify.annotations.Nullable;

/// Tells FreeMarker to pass every interpolated value through [Syntax#escape].
final class SyntaxFormat extends CommonMarkupOutputFormat<SyntaxFormat.Written> {
  private final Syntax syntax;

  SyntaxFormat(Syntax syntax) {
    this.syntax = syntax;
  }

  @Override
  public String getName() {
    return syntax.suffix();
  }

  @Override
  public String getMimeType() {
    return "text/plain";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(syntax.escape(text));
  }

  @Override
  public String escapePlainText(String text) {
    return syntax.escape(text);
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  protected Written newTemplateMarkupOutputModel(@Nullable String text, @Nullable String written) {
    return new Written(text, written);
  }

  /// A value as it stands in the file.
  final class Written extends CommonTemplateMarkupOutputModel<Written> {
    Written(@Nullable String text, @Nullable String written) {
      super(text, written);
    }

    @Override
    public SyntaxFormat getOutputFormat() {
      return SyntaxFormat.this;
    }
  }
}
