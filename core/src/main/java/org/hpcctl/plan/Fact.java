package org.hpcctl.plan;

/// A question to a host whose answer picks the edition of a text.
///
/// @param script POSIX sh that changes nothing and prints one line, or nothing when there is no
///   answer
public record Fact(String name, String script) {}
