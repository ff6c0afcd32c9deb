package org.hpcctl.acme;

import module java.base;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Pem;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.toolbox.JSON;

/// Our account at one CA: orders, renewals, revocation, and the key by which we are known.
///
/// Each method speaks to the CA until it is done or its time is over, and throws [AcmeFailure]; one
/// that was never asked anything has made no connection. Not for several threads at once. The
/// account itself is found by its key, or registered where the CA does not know it: whoever uses
/// this class agrees to the CA's terms.
public final class AcmeAccount implements AutoCloseable {
  /// For what needs a few requests only.
  private static final Duration SHORT = Duration.ofMinutes(2);

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;?&\"]+@[^\\s@<>,;?&\"]+");

  private final Authority authority;
  private final Patience patience;
  private final Consumer<Progress> progress;
  private final Failures failures;
  private final Line line;
  private final Session session;
  private final Registration registration;
  private AccountKey key;
  private @Nullable Login login;

  AcmeAccount(
      Authority authority,
      AccountKey key,
      Optional<String> email,
      Patience patience,
      Consumer<Progress> progress) {
    this.authority = authority;
    this.key = key;
    this.patience = patience;
    this.progress = progress;
    this.failures = new Failures(authority, patience);
    this.line = new Line(authority, patience);
    this.session = new Session(authority.directory(), line);
    this.registration = new Registration(authority, email, session);
  }

  /// @param email where the CA may write to; many CAs write to nobody
  /// @throws Refused when what was given cannot be used; the CA is not asked yet
  public static AcmeAccount open(
      Authority authority,
      AccountKey key,
      Optional<String> email,
      InstantSource clock,
      Consumer<Progress> progress) {
    List<Problem> problems = new ArrayList<>(authority.check());
    email
        .filter(address -> !EMAIL.matcher(address).matches())
        .ifPresent(
            address ->
                problems.add(
                    Problem.error(
                        "%s is no e-mail address".formatted(address),
                        "the CA would refuse the account",
                        "correct it, or leave it away")));
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new AcmeAccount(
        authority,
        key,
        email,
        new Patience(clock, Thread::sleep, new SecureRandom(), progress),
        progress);
  }

  /// Finds the account or registers it; all others do so by themselves.
  ///
  /// @return its name at the CA
  public URI register() {
    return within(SHORT, () -> URI.create(login().getAccountLocation().toString()));
  }

  /// The names by which the CA knows itself in CAA records (RFC 8659); empty when it does not tell.
  public Set<String> caaIdentities() {
    return within(SHORT, () -> Set.copyOf(session.getMetadata().getCaaIdentities()));
  }

  /// How far our clock is ahead of the CA's, negative when behind; empty when the CA does not tell
  /// the time. Off by the second in which HTTP tells it, and by the time of the journey.
  public Optional<Duration> clockAhead() {
    return within(
        SHORT,
        () -> {
          // Its answer has the time too.
          session.getMetadata();
          return line.ahead();
        });
  }

  /// Whether the CA knows this key; registers nothing. So it can be told which of two keys is good
  /// after a rollover that was cut off.
  public boolean knows(AccountKey candidate) {
    return within(SHORT, () -> registration.known(candidate));
  }

  /// A certificate with a new key.
  ///
  /// @param limit for all of it, the proofs included
  /// @throws Refused when no CA would take the names, or when a record cannot be published
  public Issued issue(Wanted wanted, Answers answers, Duration limit) {
    List<Problem> problems = wanted.check(answers);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return within(
        limit, () -> new Issuance(authority, login(), wanted, patience, progress).run(answers));
  }

  /// When the CA wants this certificate to be renewed; empty where it has no opinion. Needs no
  /// account.
  ///
  /// @param chain PEM, the certificate first
  public Optional<RenewalWindow> renewalWindow(String chain) {
    return within(
        SHORT,
        () -> {
          Optional<URL> base = session.resourceUrlOptional(Resource.RENEWAL_INFO);
          Optional<String> name = RenewalName.of(chain);
          if (base.isEmpty() || name.isEmpty()) {
            return Optional.empty();
          }
          String folder = base.get().toExternalForm();
          URI address = URI.create(folder + (folder.endsWith("/") ? "" : "/") + name.get());
          return Optional.of(window(address.toURL()));
        });
  }

  /// @param chain PEM, the certificate first
  public void revoke(String chain, RevocationReason reason) {
    X509Certificate certificate = first(chain);
    within(
        SHORT,
        () -> {
          Certificate.revoke(
              login(), certificate, org.shredzone.acme4j.RevocationReason.code(reason.code()));
          return certificate;
        });
  }

  /// Makes `next` the key of the account. Keep it where it outlives this program before, and the
  /// old one until this returns: if all is cut off, [#knows] tells which of the two is good.
  public void rollover(AccountKey next) {
    within(
        SHORT,
        () -> {
          Login now = login();
          try {
            now.getAccount().changeKey(next.pair());
          } catch (AcmeException e) {
            // The answer to a change that was made may have got lost.
            if (!registration.known(next)) {
              throw e;
            }
            login = null;
          }
          key = next;
          return next;
        });
  }

  @Override
  public void close() {
    line.close();
  }

  private Login login() throws AcmeException {
    Login now = login;
    if (now == null) {
      now = registration.login(key);
      login = now;
      progress.accept(new Progress.AccountReady(URI.create(now.getAccountLocation().toString())));
    }
    return now;
  }

  private RenewalWindow window(URL address) throws AcmeException {
    try (Connection connection = session.connect()) {
      connection.sendRequest(address, session, null);
      Optional<Instant> askAgain = connection.getRetryAfter();
      JSON answer = connection.readJsonResponse();
      JSON window = answer.get("suggestedWindow").asObject();
      return new RenewalWindow(
          window.get("start").asInstant(),
          window.get("end").asInstant(),
          answer.get("explanationURL").map(JSON.Value::asURI),
          askAgain.orElseGet(() -> patience.now().plus(RenewalWindow.USUAL)));
    }
  }

  private static X509Certificate first(String chain) {
    try {
      return Pem.certificates(chain).getFirst();
    } catch (CertificateException | NoSuchElementException _) {
      throw new Refused(
          Problem.error(
              "there is no certificate to revoke", "", "give it in PEM: -----BEGIN CERTIFICATE"));
    }
  }

  @FunctionalInterface
  private interface Talk<T> {
    T with() throws AcmeException, IOException;
  }

  /// Nothing of acme4j's gets out of here.
  private <T> T within(Duration limit, Talk<T> talk) {
    patience.begin(limit);
    try {
      try {
        return talk.with();
      } catch (AcmeException | AcmeLazyLoadingException e) {
        if (login == null || !lost(e)) {
          throw e;
        }
        // The CA has forgotten us since we began: it is told who we are once more.
        login = null;
        return talk.with();
      }
    } catch (Exception e) {
      throw failures.of(e);
    }
  }

  private static boolean lost(Exception e) {
    Throwable said = e instanceof AcmeLazyLoadingException ? e.getCause() : e;
    return said instanceof AcmeServerException server
        && Failures.type(server.getProblem()).equals("accountDoesNotExist");
  }
}
