package org.hpcctl.phases.web;

import module java.base;

/// Mistakes that `nginx -t` lets pass. The first nine are gixy's, told from the text alone.
enum NginxLint {
  ADD_HEADER_REDEFINITION {
    @Override
    Stream<String> faults(NginxText root) {
      return redefined(root, "add_header", false).map(NginxText::toString);
    }
  },
  PROXY_HEADER_REDEFINITION {
    @Override
    Stream<String> faults(NginxText root) {
      // A request that is nginx's own has no headers of a client to hand on.
      return redefined(root, "proxy_set_header", false)
          .filter(one -> !one.has("proxy_pass_request_headers"))
          .map(NginxText::toString);
    }
  },
  HOST_SPOOFING {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(one -> one.is("proxy_set_header") || one.is("return"))
          .filter(one -> one.arguments().stream().anyMatch(word -> word.contains("$http_host")))
          .map(NginxText::toString);
    }
  },
  HTTP_SPLITTING {
    @Override
    Stream<String> faults(NginxText root) {
      Pattern decoded = Pattern.compile("\\$(uri|document_uri|[1-9])\\b");
      return root.everything()
          .filter(
              one ->
                  Set.of("return", "rewrite", "add_header", "proxy_set_header", "proxy_pass")
                      .contains(one.name()))
          .filter(one -> one.arguments().stream().anyMatch(decoded.asPredicate()))
          .map(NginxText::toString);
    }
  },
  ALIAS_TRAVERSAL {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(one -> one.is("location") && !one.argument(0).endsWith("/"))
          .filter(one -> one.all("alias").anyMatch(alias -> alias.argument(0).endsWith("/")))
          .map(NginxText::toString);
    }
  },
  IF_IS_EVIL {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything().filter(one -> one.is("if")).map(NginxText::toString);
    }
  },
  ALLOW_WITHOUT_DENY {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(one -> one.has("allow"))
          .filter(one -> one.all("deny").noneMatch(deny -> deny.argument(0).equals("all")))
          .map(NginxText::toString);
    }
  },
  SERVER_SIDE_REQUEST_FORGERY {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(one -> one.is("resolver") || one.is("proxy_pass"))
          .filter(one -> one.is("resolver") || one.argument(0).contains("$"))
          .map(NginxText::toString);
    }
  },
  VERSION_DISCLOSURE {
    @Override
    Stream<String> faults(NginxText root) {
      return root.all("http")
          .filter(http -> http.all("server_tokens").noneMatch(one -> one.argument(0).equals("off")))
          .map(_ -> "server_tokens is not off");
    }
  },
  /// CVE-2026-42945, -9256, -42533: captures of regular expressions in rewritten text, unless they
  /// have a name.
  CAPTURES {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(
              one ->
                  one.is("rewrite")
                      || (one.is("set") && one.argument(1).matches(".*\\$[1-9{].*"))
                      || (one.is("location")
                          && one.argument(0).startsWith("~")
                          && one.arguments().stream()
                              .anyMatch(word -> word.matches(".*(?<!\\\\)\\((?!\\?<).*")))
                      || one.arguments().stream().anyMatch(word -> word.matches(".*\\$[1-9].*")))
          .map(NginxText::toString);
    }
  },
  /// `return` is done before any limit is looked at.
  LIMIT_THAT_NEVER_COUNTS {
    @Override
    Stream<String> faults(NginxText root) {
      return locations(root)
          .filter(one -> one.has("return") && (one.has("limit_req") || one.has("limit_conn")))
          .map(NginxText::toString);
    }
  },
  /// What a stranger can make a service work for has a limit, or an allow list.
  UNLIMITED_PROXY {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(server -> server.is("server") && !server.body().isEmpty())
          .filter(
              server -> server.all("listen").noneMatch(one -> one.argument(0).startsWith("127.")))
          .flatMap(server -> server.all("location"))
          .filter(one -> one.has("proxy_pass"))
          .filter(one -> !one.has("limit_req") && !one.has("internal") && !one.has("deny"))
          .map(NginxText::toString);
    }
  },
  /// A named location that is not there is a 500 at the worst moment.
  MISSING_LOCATION {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(server -> server.is("server") && !server.body().isEmpty())
          .flatMap(
              server -> {
                Set<String> named =
                    server.all("location").map(one -> one.argument(0)).collect(Collectors.toSet());
                return server
                    .everything()
                    .filter(one -> one.is("error_page") || one.is("try_files"))
                    .map(one -> one.arguments().getLast())
                    .filter(target -> target.startsWith("@") && !named.contains(target));
              });
    }
  },
  /// Without a zone each worker learns for itself that a host is down.
  UPSTREAM_WITHOUT_ZONE {
    @Override
    Stream<String> faults(NginxText root) {
      return root.everything()
          .filter(one -> one.is("upstream") && (!one.has("zone") || !one.has("keepalive")))
          .map(NginxText::toString);
    }
  };

  abstract Stream<String> faults(NginxText root);

  /// Every fault of a configuration, with the rule that found it.
  static List<String> check(NginxText root) {
    return Arrays.stream(values())
        .flatMap(rule -> rule.faults(root).map(fault -> rule + ": " + fault))
        .toList();
  }

  private static Stream<NginxText> locations(NginxText root) {
    return root.everything().filter(one -> one.is("location"));
  }

  private static Stream<NginxText> redefined(NginxText block, String directive, boolean above) {
    boolean here = block.has(directive);
    Stream<NginxText> below =
        block.body().stream()
            .filter(child -> !child.body().isEmpty())
            .flatMap(child -> redefined(child, directive, above || here));
    return above && here ? Stream.concat(Stream.of(block), below) : below;
  }
}
