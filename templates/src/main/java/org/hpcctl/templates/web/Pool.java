package org.hpcctl.templates.web;

import module java.base;

/// The hosts of one service and how requests are spread over them.
///
/// @param balance nginx's directive, `least_conn` or `ip_hash`; empty: in turn, by weight
public record Pool(String name, Optional<String> balance, List<Member> members) {}
