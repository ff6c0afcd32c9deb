package org.hpcctl.lab;

/// How far a long task is.
///
/// @param what the stage it is in
/// @param detail what it does right now, or empty
public record Step(String what, String detail) {}
