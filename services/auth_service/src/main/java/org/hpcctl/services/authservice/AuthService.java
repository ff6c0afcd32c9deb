package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.provider.Oidc;
import org.hpcctl.services.authservice.session.Endings;
import org.hpcctl.services.authservice.session.Mint;
import org.hpcctl.services.authservice.session.OwnApiKeys;
import org.hpcctl.services.authservice.session.OwnKeys;
import org.hpcctl.services.authservice.session.Seal;
import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Ground;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Identity;

/// The running service: what it is made of, and its routes.
final class AuthService implements Application {
  private static final String DATABASE = "auth_db";
  static final String MIGRATIONS = "org/hpcctl/services/authservice/schema";

  private final Routes routes;

  private AuthService(Routes routes) {
    this.routes = routes;
  }

  @Override
  public Routes routes() {
    return routes;
  }

  static AuthService on(Ground ground, AuthOptions options) throws IOException {
    return on(ground, database(ground), options, InstantSource.system());
  }

  static AuthService on(Ground ground, Database database, AuthOptions options, InstantSource clock)
      throws IOException {
    Settings settings = ground.settings();
    Passwords passwords = new Passwords();
    Seal seal = new Seal(SessionSecret.of(options, ground));
    OwnKeys keys =
        new OwnKeys(database, seal, options.lives().signingKey(), options.lives().token(), clock);
    OwnApiKeys apiKeys = new OwnApiKeys(database, clock);
    Identity identity = Identity.of(settings.surroundings().identity(), keys, apiKeys, clock);
    ground.identity(identity);
    Endings endings =
        ground.closing(new Endings(database, identity, ground.bus(), options.lives(), clock));
    endings.follow();
    ground.closing(EndedSessions.subscribe(ground.bus(), identity));
    Mint mint = new Mint(settings.surroundings().identity(), keys, options.lives());
    SignIn signIn =
        new SignIn(
            database, passwords, options.directory(), seal, mint, endings, options.lives(), clock);
    boolean secure =
        settings.surroundings().portal().map(URI::getScheme).filter("https"::equals).isPresent();
    Office office =
        new Office(
            database,
            passwords,
            seal,
            keys,
            signIn,
            endings,
            options.lives(),
            new BrowserCookies(secure),
            clock);
    // Elsewhere a person may not be looking: the journal would keep what is to be seen once.
    if (settings.surroundings().alone() && settings.bind().isLoopbackAddress()) {
      greet(new FirstAdministrator(database, passwords, clock));
    }
    return new AuthService(Routes.of(routes(office, apiKeys, settings, options)));
  }

  static Database database(Ground ground) throws IOException {
    return ground.database(DATABASE, MIGRATIONS);
  }

  private static List<Route> routes(
      Office office, OwnApiKeys apiKeys, Settings settings, AuthOptions options) {
    List<Route> routes = new ArrayList<>(new SessionRoutes(office).all());
    Optional<Oidc> issuer = issuer(settings, options);
    routes.addAll(new OidcRoutes(office, issuer, ways(options)).all());
    routes.addAll(new RegisterRoute(office, options.registration()).all());
    routes.addAll(new AccountRoutes(office, settings.cluster()).all());
    routes.addAll(new KeyRoutes(office).all());
    routes.addAll(new UserRoutes(office).all());
    routes.addAll(new UserChangeRoute(office).all());
    routes.addAll(new UserAccessRoutes(office).all());
    routes.addAll(new RoleRoutes(office).all());
    routes.addAll(new AuditRoutes(office).all());
    routes.addAll(
        new HeadRoutes(office, apiKeys, settings.surroundings().identity().audience()).all());
    return routes;
  }

  private static Optional<Oidc> issuer(Settings settings, AuthOptions options) {
    URI portal =
        settings
            .surroundings()
            .portal()
            .orElseGet(() -> URI.create("http://127.0.0.1:" + settings.port()));
    return options.oidc().map(oidc -> new Oidc(oidc, portal.resolve(OidcRoutes.CALLBACK)));
  }

  private static ObjectNode ways(AuthOptions options) {
    return Json.object()
        .put("password", true)
        .put("ldap", options.ldap().isPresent())
        .put("pam", options.pam().isPresent())
        .put("oidc", options.oidc().isPresent() ? "/api/auth/oidc/login" : null)
        .put("registration", options.registration());
  }

  private static void greet(FirstAdministrator administrators) throws IOException {
    try {
      // Not to the log: it is kept, and the password is to be seen once.
      administrators
          .unlessAnybody()
          .ifPresent(
              password ->
                  System.err.println(
                      "The first administrator is admin with the password "
                          + password
                          + " - it is shown this once."));
    } catch (Passwords.TooMany e) {
      throw new IOException(e);
    }
  }
}
