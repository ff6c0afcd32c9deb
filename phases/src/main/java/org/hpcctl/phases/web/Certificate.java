package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.TextFile;
import org.hpcctl.secret.KeyPairPem;

/// The certificate and its key in a directory that names them, and one link to it: nginx sees both
/// change in the same instant.
final class Certificate {
  private static final String HOME = "/etc/nginx/tls";

  private Certificate() {}

  static List<Resource> directories(Inputs inputs) {
    return inputs
        .certificate()
        .<List<Resource>>map(
            pair ->
                List.of(
                    new Directory(HOME, Ownership.root("700")),
                    new Directory(HOME + "/" + edition(pair), Ownership.root("700"))))
        .orElse(List.of());
  }

  static List<Resource> files(Inputs inputs) {
    return inputs.certificate().map(Certificate::files).orElse(List.of());
  }

  private static List<Resource> files(KeyPairPem pair) {
    String directory = HOME + "/" + edition(pair);
    return List.of(
        TextFile.of(directory + "/fullchain.pem", Ownership.root("644"), pair.certificateChain()),
        SecretFile.of(directory + "/privkey.pem", Ownership.root("600"), pair.privateKey()),
        new Link(HOME + "/current", edition(pair)));
  }

  /// Whether it is of the certificate and not of nginx.
  static boolean owns(Resource resource) {
    return resource.name().startsWith(HOME + "/");
  }

  /// The name of the folder of a certificate.
  static String edition(KeyPairPem pair) {
    return Digest.of(pair.certificateChain() + pair.privateKey().reveal()).substring(0, 12);
  }
}
