package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Tree;
import org.hpcctl.spec.WebService;

/// What a service's JVM has learned of its jar when the release was built (its AOT cache).
///
/// JDK 25 does not check a cache against its jar: old code would run silently (JDK-8377932). So it
/// lies in a directory that names jar and runtime. That it does not name the cache itself spares
/// restarts: two builds of the same sources make different caches of the same jars.
final class ServiceCache {
  private static final int DIGITS = 12;

  private ServiceCache() {}

  static String directory(WebService service) {
    return Web.HOME + "/" + service.yamlName() + "/cache";
  }

  static Tree tree(Inputs inputs, WebService service) {
    return new Tree(
        directory(service) + "/" + edition(inputs, service),
        inputs.release().blob(service.yamlName() + ".aot.tar.gz"));
  }

  /// The one that the unit names.
  static Link current(Inputs inputs, WebService service) {
    return new Link(directory(service) + "/current", edition(inputs, service));
  }

  private static String edition(Inputs inputs, WebService service) {
    Blob jar = inputs.release().blob(service.yamlName() + ".jar");
    Blob runtime = inputs.release().blob(Web.RUNTIME);
    return Digest.of(jar.sha256() + runtime.sha256()).substring(0, DIGITS);
  }
}
