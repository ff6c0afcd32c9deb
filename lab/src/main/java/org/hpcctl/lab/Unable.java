package org.hpcctl.lab;

/// The lab cannot do what was asked, and says what would help.
public final class Unable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String fix;

  /// @param what one sentence: what is wrong
  /// @param fix what to do, or empty
  public Unable(String what, String fix) {
    super(what);
    this.what = what;
    this.fix = fix;
  }

  public String what() {
    return what;
  }

  public String fix() {
    return fix;
  }
}
