// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.Subscriber;

/**
 * Delivers what is due in the outbox: each subscriber one event after another, subscribers beside
 * each other, so that a slow one holds up nobody else.
 *
 * <p>At least once: when a process dies between the receiver's answer and the note of it, the event
 * is sent again, under the same id. Order is not promised: what failed comes after what is new.
 */
public final class Deliverer implements AutoCloseable {

  /** Between two looks into the outbox. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A pass in the background. */
  private static final Duration LONGEST_PASS = Duration.ofMinutes(1);

  /** More alerts than this go into another message. */
  private static final int MOST_OF_A_DIGEST = 500;

  /** Between two looks for what is to be forgotten. */
  private static final Duration PRUNING = Duration.ofHours(1);

  /** What a pass came to. */
  public record Pass(int delivered, int failed, int dead) {}

  private final Outbox outbox;
  private final DeliveryPolicy policy;
  private final InstantSource clock;
  private final WebhookSender webhooks;
  private final Optional<MailSender> mail;
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Optional<Duration> keep;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A deliverer with this machine's clock and environment.
   *
   * @param mail the server that takes e-mail; without one e-mail waits in the outbox
   * @param keep after which what was delivered is forgotten; without it never
   */
  public Deliverer(
      Outbox outbox, DeliveryPolicy policy, Optional<MailSettings> mail, Optional<Duration> keep) {
    this(
        outbox,
        policy,
        mail,
        keep,
        InstantSource.system(),
        name -> Optional.ofNullable(System.getenv(name)).orElse(""));
  }

  Deliverer(
      Outbox outbox,
      DeliveryPolicy policy,
      Optional<MailSettings> mail,
      Optional<Duration> keep,
      InstantSource clock,
      UnaryOperator<String> environment) {
    this.outbox = outbox;
    this.policy = policy;
    this.keep = keep;
    this.clock = clock;
    this.webhooks = new WebhookSender(policy, environment);
    this.mail = mail.map(settings -> new MailSender(settings, policy));
  }

  /**
   * Delivers until nothing is due any more. What fails is not tried again in the same pass, as its
   * wait is longer than that.
   *
   * @param most after which nothing more is begun
   * @return how much, by this process
   */
  public Pass deliverDue(Duration most) throws InterruptedException {
    AtomicInteger delivered = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger dead = new AtomicInteger();
    Phaser running = new Phaser(1);
    long end = System.nanoTime() + most.toNanos();
    Optional<Delivery> due = claim();
    while (true) {
      if (due.isPresent()) {
        Delivery delivery = due.get();
        running.register();
        threads.execute(() -> {
          try {
            switch (deliver(delivery)) {
              case DELIVERED -> delivered.incrementAndGet();
              case PENDING -> failed.incrementAndGet();
              case DEAD -> dead.incrementAndGet();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the deliverer is being closed
          } finally {
            running.arriveAndDeregister();
          }
        });
      } else if (running.getRegisteredParties() == 1) {
        due = claim(end); // whoever ended last may have made room for more
        if (due.isEmpty()) {
          return new Pass(delivered.get(), failed.get(), dead.get());
        }
        continue;
      } else if (closed.await(20, TimeUnit.MILLISECONDS)) {
        return new Pass(delivered.get(), failed.get(), dead.get());
      }
      due = claim(end);
    }
  }

  private Optional<Delivery> claim(long end) {
    return System.nanoTime() - end > 0 ? Optional.empty() : claim();
  }

  private Optional<Delivery> claim() {
    Optional<Delivery> event =
        outbox.claim(Subscriber.Kind.WEBHOOK, clock.instant(), policy.hold());
    return event.isPresent() || mail.isEmpty()
        ? event
        : outbox.claim(Subscriber.Kind.MAIL, clock.instant(), policy.hold());
  }

  private Delivery.State deliver(Delivery delivery) throws InterruptedException {
    List<Delivery> sent = new ArrayList<>(List.of(delivery));
    Optional<String> problem =
        switch (delivery.subscriber().kind()) {
          case WEBHOOK -> webhooks.send(delivery, clock.instant());
          case MAIL -> {
            sent.addAll(outbox.claimRest(delivery, MOST_OF_A_DIGEST));
            yield mail.orElseThrow().send(sent, clock.instant());
          }
        };
    if (problem.isEmpty()) {
      outbox.delivered(sent, clock.instant());
      return Delivery.State.DELIVERED;
    }
    int attempts = delivery.attempts() + 1;
    Optional<Duration> wait =
        attempts < policy.attempts()
            ? Optional.of(policy.backoff(attempts, random))
            : Optional.empty();
    outbox.failed(
        delivery,
        clock.instant(),
        problem.get(),
        wait,
        policy.backoff(delivery.failures() + 1, random));
    return wait.isPresent() ? Delivery.State.PENDING : Delivery.State.DEAD;
  }

  /** Forgets what was delivered long ago. */
  public void prune() {
    keep.ifPresent(age -> outbox.prune(clock.instant().minus(age)));
  }

  /** Delivers in the background until this is closed. */
  public void start() {
    Thread.ofVirtual()
        .name("deliverer")
        .start(() -> {
          try {
            long pruned = System.nanoTime() - PRUNING.toNanos();
            do {
              pass();
              if (System.nanoTime() - pruned >= PRUNING.toNanos()) {
                guarded(this::prune);
                pruned = System.nanoTime();
              }
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void pass() throws InterruptedException {
    try {
      deliverDue(LONGEST_PASS);
    } catch (RuntimeException e) {
      report(e);
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      report(e);
    }
  }

  /** What goes wrong with the database now may go right a second later. */
  private void report(RuntimeException e) {
    if (closed.getCount() > 0) {
      System.getLogger(Deliverer.class.getName())
          .log(System.Logger.Level.WARNING, "events are not delivered: " + e.getMessage());
    }
  }

  /** Stops; what is being sent is cut off, and sent again by whoever delivers next. */
  @Override
  public void close() {
    closed.countDown();
    threads.shutdownNow();
    webhooks.close();
    try {
      threads.awaitTermination(policy.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
