// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.sunqar.raster.RasterException;

/**
 * Sends requests, each bounded in time whatever the server does, not too many at once; what may
 * pass is tried again.
 *
 * <p>HTTP/2 is used where TLS agrees on it. Proxies are those of the JDK's system properties
 * ({@code https.proxyHost}, ...).
 */
final class HttpAttempts implements AutoCloseable {

  /** A failure that may pass. */
  static final class Passing extends Exception {
    private static final long serialVersionUID = 1;
    private final Optional<Duration> wait;

    Passing(String message, Optional<Duration> wait, Throwable cause) {
      super(message, cause);
      this.wait = wait;
    }

    Passing(String message, Optional<Duration> wait) {
      super(message);
      this.wait = wait;
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNullElse(super.getMessage(), "fails");
    }
  }

  /** One attempt. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws Passing;
  }

  private final SourceOptions options;
  private final ExecutorService threads;
  private final HttpClient client;
  private final Semaphore slots;

  HttpAttempts(SourceOptions options) {
    this.options = options;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(options.timeouts().connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
    this.slots = new Semaphore(options.fetching().atOnce());
  }

  /**
   * Tries until it works or the attempts are used up.
   *
   * @param name of what is asked for, for messages
   */
  <T> T run(String name, Attempt<T> attempted) {
    int attempts = options.retries().attempts();
    for (int attempt = 1; ; attempt++) {
      try {
        return attempted.run();
      } catch (Passing e) {
        if (attempt == attempts) {
          throw new RasterException(
              RasterException.Key.UNREACHABLE,
              name
                  + " cannot be reached: "
                  + e.getMessage()
                  + (attempts == 1 ? "" : " (" + attempts + " attempts)"),
              e);
        }
        pause(name, delay(attempt, e.wait));
      }
    }
  }

  private Duration delay(int attempt, Optional<Duration> asked) {
    Duration longest = options.retries().longestDelay();
    long first = options.retries().firstDelay().toMillis();
    long doubled = Math.min(longest.toMillis(), first << Math.min(attempt - 1, 30));
    Duration own =
        Duration.ofMillis(doubled - ThreadLocalRandom.current().nextLong(doubled / 2 + 1));
    Duration wait = asked.filter(a -> a.compareTo(own) > 0).orElse(own);
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private static void pause(String name, Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(name, e);
    }
  }

  static RasterException interrupted(String name, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RasterException(
        RasterException.Key.IO, name + " was not read: the thread was interrupted", e);
  }

  /** A request to an address, of the protocol that suits it. */
  static HttpRequest.Builder request(HttpAddress address) {
    return HttpRequest.newBuilder(address.uri())
        .header("User-Agent", "sunqar")
        // no upgrade to HTTP/2 without TLS, which few servers know and some stumble over
        .version(
            address.uri().getScheme().equals("https")
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1);
  }

  /** The answer to one request, with its body taken. */
  HttpResponse<BoundedBody.Content> send(
      String name, HttpRequest request, HttpResponse.BodyHandler<BoundedBody.Content> body)
      throws Passing {
    CompletableFuture<HttpResponse<BoundedBody.Content>> answer;
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      throw interrupted(name, e);
    }
    try {
      answer = client.sendAsync(request, body);
      try {
        return answer.get(options.timeouts().response().toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        answer.cancel(true); // ends the exchange where it is not done
      }
    } catch (TimeoutException e) {
      throw new Passing(
          "no complete answer within " + seconds(options.timeouts().response()),
          Optional.empty(),
          e);
    } catch (ExecutionException e) {
      throw classified(name, request.uri().getHost(), e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(name, e);
    } finally {
      slots.release();
    }
  }

  /** What may pass, thrown by the caller; what will not, thrown here. */
  private static Passing classified(String name, String host, Throwable cause) {
    return switch (cause) {
      case SSLException _ ->
          throw new RasterException(
              RasterException.Key.UNREACHABLE,
              name + " cannot be reached: no secure connection: " + cause.getMessage(),
              cause);
      case ConnectException _ when hasCause(cause, UnresolvedAddressException.class) ->
          new Passing("the host " + host + " is not known", Optional.empty(), cause);
      case ConnectException _ -> new Passing("no connection to " + host, Optional.empty(), cause);
      case java.net.http.HttpTimeoutException _ ->
          new Passing("no connection to " + host + " in time", Optional.empty(), cause);
      case IOException _ ->
          new Passing("the connection broke: " + cause.getMessage(), Optional.empty(), cause);
      case Error e -> throw e;
      default ->
          throw new RasterException(
              RasterException.Key.IO, name + " cannot be read: " + cause, cause);
    };
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an answer says that the same request may be answered otherwise later. */
  static boolean isLater(int status) {
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  static Passing later(HttpResponse<?> answer) {
    return new Passing("the server answers " + answer.statusCode(), retryAfter(answer));
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(HttpAttempts::wait);
  }

  private static Optional<Duration> wait(String text) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), until));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /** Runs a task that may wait, soon. */
  void start(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
