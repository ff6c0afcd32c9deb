package org.hpcctl.acme;

import module java.base;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.toolbox.JSONBuilder;

/// acme4j's connection, with what it lacks: requests that the network lost or the CA could not
/// serve are sent again, `Retry-After` is kept whatever the answer, a nonce that was refused
/// without a new one does no harm, and bodies are read to their end within a time.
///
/// A signed request that is sent again unchanged is refused for its nonce where the CA has seen it,
/// and then signed anew: so nothing is done twice unawares.
final class PatientConnection extends DefaultConnection {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final long LARGEST_ANSWER = 4L << 20;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 500;

  /// A CA that is busy says so for seconds; one that limits us, for hours.
  private static final Duration BUSY = Duration.ofSeconds(30);

  private final Patience patience;
  private final Consumer<HttpHeaders> heard;

  /// Of one request, however often acme4j signs it anew.
  private int failed;

  private Optional<IOException> lost = Optional.empty();

  /// @param heard gets the headers of every answer
  PatientConnection(HttpConnector connector, Patience patience, Consumer<HttpHeaders> heard) {
    super(connector);
    this.patience = patience;
    this.heard = heard;
  }

  @Override
  public void resetNonce(Session session) throws AcmeException {
    lastResponse = null;
    super.resetNonce(session);
  }

  @Override
  protected int sendSignedRequest(
      URL url,
      @Nullable JSONBuilder claims,
      Session session,
      KeyPair keypair,
      @Nullable URL accountLocation,
      String accept)
      throws AcmeException {
    while (true) {
      try {
        int status =
            super.sendSignedRequest(url, claims, session, keypair, accountLocation, accept);
        failed = 0;
        return status;
      } catch (AcmeServerException e) {
        if (!e.getType().toString().endsWith(":badNonce")) {
          throw e;
        }
        if (!patience.again("the CA refuses its own nonces", failed++, Optional.empty())) {
          // Signed again only because its answers got lost: then that is what is wrong.
          throw lost.isPresent() ? new AcmeNetworkException(lost.get()) : e;
        }
        lastResponse = null;
      }
    }
  }

  @Override
  protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body)
      throws IOException {
    while (true) {
      try {
        HttpResponse<InputStream> response = exchange(url, body);
        lastResponse = response;
        heard.accept(response.headers());
        int status = response.statusCode();
        if (status < UNAVAILABLE && status != TOO_MANY) {
          patience.asked(Optional.empty());
          return;
        }
        Optional<Instant> notBefore = getRetryAfter();
        patience.asked(notBefore);
        if (!soon(notBefore, status) || !patience.again("HTTP " + status, failed++, notBefore)) {
          return;
        }
      } catch (IOException e) {
        if (Failures.untrusted(e)) {
          throw e;
        }
        lost = Optional.of(e);
        String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        if (!patience.again(why, failed++, Optional.empty())) {
          throw e;
        }
      }
    }
  }

  private boolean soon(Optional<Instant> notBefore, int status) {
    return notBefore
        .map(when -> when.isBefore(patience.now().plus(BUSY)))
        .orElse(status != TOO_MANY);
  }

  /// By our own clock, however the CA's is set.
  @Override
  public Optional<Instant> getRetryAfter() {
    HttpResponse<InputStream> response = lastResponse;
    return response == null ? Optional.empty() : RetryAfter.of(response.headers(), patience.now());
  }

  private HttpResponse<InputStream> exchange(URL url, Consumer<HttpRequest.Builder> body)
      throws IOException {
    Duration limit = patience.left();
    if (limit.isZero()) {
      throw new HttpTimeoutException("the time is over");
    }
    Duration timeout = limit.compareTo(LONGEST_ANSWER) < 0 ? limit : LONGEST_ANSWER;
    HttpRequest.Builder request =
        httpConnector
            .createRequestBuilder(url)
            .timeout(timeout)
            .header("Accept-Charset", "utf-8")
            .header("Accept-Language", "en");
    body.accept(request);
    CompletableFuture<HttpResponse<InputStream>> answer =
        httpClient.sendAsync(request.build(), _ -> whole());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw Patience.interrupted();
    } catch (TimeoutException _) {
      answer.cancel(true);
      throw new HttpTimeoutException("no whole answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case HttpConnectTimeoutException _ ->
            new IOException("no connection in time", e.getCause());
        case IOException io -> io;
        case null, default -> new IOException(e.getCause());
      };
    }
  }

  private static HttpResponse.BodySubscriber<InputStream> whole() {
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.limiting(
            HttpResponse.BodySubscribers.ofByteArray(), LARGEST_ANSWER),
        ByteArrayInputStream::new);
  }
}
