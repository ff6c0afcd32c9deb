package org.hpcctl.templates.web;

/// One service on one host.
public record Member(String name, String address, int port, int weight) {}
