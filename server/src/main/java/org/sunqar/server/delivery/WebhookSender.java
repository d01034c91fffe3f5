// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.sunqar.analysis.tracking.AlertEvent;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.analysis.watch.Subscriber;

/**
 * Sends one event by a POST of a CloudEvent in structured JSON. A 2xx answer says that the receiver
 * has it; all else is a failure.
 *
 * <p>Headers follow the Standard Webhooks specification (standardwebhooks.com): {@code webhook-id}
 * (the event's id), {@code webhook-timestamp} (seconds) and, where there is a secret, {@code
 * webhook-signature}, see {@link WebhookSignature}.
 *
 * <p>Addresses come from operators, who could reach the same networks otherwise; so private
 * addresses are not refused. But only http and https are sent to, redirects are not followed (a
 * receiver must not choose where this server goes), and nothing of the answer but its status is
 * read or kept.
 */
final class WebhookSender implements AutoCloseable {

  private final HttpClient client;
  private final DeliveryPolicy policy;
  private final UnaryOperator<String> environment;

  /**
   * A sender.
   *
   * @param environment a variable's value, empty where it is not set
   */
  WebhookSender(DeliveryPolicy policy, UnaryOperator<String> environment) {
    this.policy = policy;
    this.environment = environment;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(policy.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * Tries once.
   *
   * @return what went wrong; empty when the receiver has it
   */
  Optional<String> send(Delivery delivery, Instant now) throws InterruptedException {
    String secret =
        switch (delivery.subscriber().secret()) {
          case Subscriber.Secret.None() -> "";
          case Subscriber.Secret.Stored(String text) -> text;
          case Subscriber.Secret.Variable(String name) -> environment.apply(name);
        };
    if (secret.isEmpty()
        && delivery.subscriber().secret() instanceof Subscriber.Secret.Variable(String name)) {
      return Optional.of("the variable " + name + " with the secret is not set: nothing was sent");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(delivery.subscriber().target()))
            .timeout(policy.timeout())
            .header("Content-Type", AlertEvent.MEDIA_TYPE + "; charset=utf-8")
            .header("User-Agent", "sunqar")
            .header("webhook-id", delivery.event())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body(), StandardCharsets.UTF_8));
    if (!secret.isEmpty()) {
      request.header(
          "webhook-signature",
          WebhookSignature.of(secret, delivery.event(), now.getEpochSecond(), delivery.body()));
    }
    // the request's own timeout ends with the headers: a body that drips is cut off here
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(policy.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("the receiver answered " + status);
    } catch (TimeoutException _) {
      return Optional.of("no answer within " + policy.timeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof IOException io ? io : e;
      String message = cause.getMessage();
      return Optional.of(
          "not reached: "
              + cause.getClass().getSimpleName()
              + (message == null ? "" : ", " + message));
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
