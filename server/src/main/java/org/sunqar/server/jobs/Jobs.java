// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sunqar.server.http.Problem;

/**
 * The long work of a server: so many at a time, the others wait. What has ended is remembered for a
 * day; nothing is kept over a restart, as everything that jobs do can be done again.
 */
public final class Jobs implements AutoCloseable {

  /** Waiting ones above which no more are taken. */
  private static final int MOST_WAITING = 100;

  private static final int MOST_KEPT = 1000;
  private static final Duration KEPT = Duration.ofDays(1);

  private final ExecutorService pool;
  private final Map<String, Job> all = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Also tells the ids of one run of the server from those of another. */
  private final String start = Long.toString(Instant.now().toEpochMilli(), 36);

  /** {@code threads}: how many jobs run at a time. */
  public Jobs(int threads) {
    pool =
        Executors.newFixedThreadPool(
            threads, work -> Thread.ofPlatform().daemon().name("job").unstarted(work));
  }

  /**
   * Starts a job, now or when others have ended.
   *
   * @throws Problem 503 when too many wait
   */
  public Job start(String kind, String title, Job.Task task) {
    forget();
    long waiting = all.values().stream().filter(j -> j.status() == Job.Status.WAITING).count();
    if (waiting >= MOST_WAITING) {
      throw new Problem(503, "jobs", waiting + " jobs are waiting already; try again later");
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Job job = new Job(start + "-" + numbers.incrementAndGet(), kind, title, task, now);
    all.put(job.id(), job);
    pool.execute(job::work);
    return job;
  }

  Optional<Job> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** The newest first. */
  List<Job> list() {
    List<Job> sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparingLong((Job job) -> number(job.id())).reversed());
    return sorted;
  }

  private static long number(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }

  private void forget() {
    Instant old = Instant.now().minus(KEPT);
    all.values().removeIf(job -> job.finished().filter(at -> at.isBefore(old)).isPresent());
    if (all.size() > MOST_KEPT) {
      list().stream()
          .skip(MOST_KEPT)
          .filter(job -> job.status().ended())
          .forEach(job -> all.remove(job.id()));
    }
  }

  /** Stops what runs; it can be started again. */
  @Override
  public void close() {
    all.values().forEach(Job::cancel);
    pool.shutdownNow();
    try {
      pool.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
