// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One piece of long work, from its order to its end. Safe for use by several threads. */
public final class Job {

  /** How far it is. */
  public enum Status {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean ended() {
      return compareTo(DONE) >= 0;
    }
  }

  /** Does the work. */
  @FunctionalInterface
  public interface Task {

    /**
     * Does it, telling how far it is.
     *
     * @return what came of it, for those who asked
     */
    ObjectNode run(Job job) throws Exception;
  }

  /** Lines of the log that are kept, the latest. */
  private static final int LINES = 200;

  private static final int LINE = 2000;

  private final String id;
  private final String kind;
  private final String title;
  private final Task task;
  private final Instant created;
  private final Deque<String> log = new ArrayDeque<>();

  private Status status = Status.WAITING;
  private long done;
  private long all;
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> finished = Optional.empty();
  private Optional<ObjectNode> result = Optional.empty();
  private Optional<Thread> worker = Optional.empty();
  private boolean cancelled;

  Job(String id, String kind, String title, Task task, Instant created) {
    this.id = id;
    this.kind = kind;
    this.title = title;
    this.task = task;
    this.created = created;
  }

  public String id() {
    return id;
  }

  public synchronized Status status() {
    return status;
  }

  /** Whether it has ended, in one way or another. */
  public synchronized boolean over() {
    return status.ended();
  }

  /**
   * Tells how far the work is.
   *
   * @throws CancellationException when nobody wants it any more
   */
  public synchronized void step(long stepsDone, long steps) {
    check();
    done = stepsDone;
    all = steps;
  }

  /**
   * Adds a line to the log.
   *
   * @throws CancellationException when nobody wants the work any more
   */
  public synchronized void say(String line) {
    check();
    write(line);
  }

  private void write(String line) {
    log.addLast(line.length() > LINE ? line.substring(0, LINE) + "..." : line);
    if (log.size() > LINES) {
      log.removeFirst();
    }
  }

  private void check() {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
  }

  /** Stops it as soon as it can be stopped; one that has ended stays as it is. */
  synchronized void cancel() {
    if (status.ended()) {
      return;
    }
    cancelled = true;
    if (status == Status.WAITING) {
      end(Status.CANCELLED);
    }
    worker.ifPresent(Thread::interrupt);
  }

  /** In a thread of the pool. */
  void work() {
    synchronized (this) {
      if (status != Status.WAITING) {
        return;
      }
      status = Status.RUNNING;
      started = Optional.of(Instant.now());
      worker = Optional.of(Thread.currentThread());
    }
    Status end;
    try {
      ObjectNode came = task.run(this);
      synchronized (this) {
        result = Optional.of(came);
      }
      end = Status.DONE;
    } catch (CancellationException | InterruptedException _) {
      end = Status.CANCELLED;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      end = failed(e);
    }
    synchronized (this) {
      worker = Optional.empty();
      Thread.interrupted(); // the thread goes on with other work
      end(end);
    }
  }

  private synchronized Status failed(Throwable e) {
    if (cancelled) {
      return Status.CANCELLED; // it broke off where it was interrupted
    }
    String message = e.getMessage();
    write(message == null || message.isBlank() ? e.getClass().getSimpleName() : message);
    return Status.FAILED;
  }

  private void end(Status how) {
    status = how;
    finished = Optional.of(Instant.now());
  }

  synchronized Optional<Instant> finished() {
    return finished;
  }

  /** As it is sent. */
  synchronized ObjectNode json(ObjectNode to) {
    to.put("id", id).put("kind", kind).put("title", title).put("status", status.text());
    to.put("created", created.toString());
    finished.ifPresent(at -> to.put("finished", at.toString()));
    if (all > 0) {
      double share = Math.min(1, (double) done / all);
      to.put("progress", Math.rint(share * 1000) / 1000);
      if (status == Status.RUNNING && share > 0.02) {
        double spent = Duration.between(started.orElse(created), Instant.now()).toMillis() / 1e3;
        to.put("secondsLeft", Math.rint(spent * (1 - share) / share));
      }
    }
    var lines = to.putArray("log");
    List.copyOf(log).forEach(lines::add);
    result.ifPresent(came -> to.set("result", came));
    return to;
  }
}
