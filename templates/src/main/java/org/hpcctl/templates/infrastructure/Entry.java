package org.hpcctl.templates.infrastructure;

import module java.base;

/// A host's address and the names it goes by, the full one first.
public record Entry(String address, List<String> names) {}
