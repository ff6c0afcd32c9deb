package org.hpcctl.templates.infrastructure;

/// A kernel setting.
public record Setting(String name, String value) {}
