// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.sunqar.raster.RasterException;

/**
 * Limits of everything that is not a local file.
 *
 * @param timeouts how long one request may take
 * @param retries what is done when it fails in a way that may pass
 * @param fetching how much is fetched at once and kept
 * @param spooling bounds for what has to be unpacked before it can be read
 */
public record SourceOptions(
    Timeouts timeouts, Retries retries, Fetching fetching, Spooling spooling) {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /** For files of gigabytes on servers anywhere in the world. */
  public static final SourceOptions DEFAULT =
      new SourceOptions(
          new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)),
          new Retries(4, Duration.ofMillis(250), Duration.ofSeconds(20)),
          new Fetching(64 * KIB, 128 * KIB, 256L * MIB, 32 * MIB, 16, Duration.ofSeconds(60)),
          new Spooling(16L * MIB, 16L << 30, 1100));

  /**
   * The defaults with what the environment says otherwise: {@code SUNQAR_HTTP_TIMEOUT} and {@code
   * SUNQAR_HTTP_CONNECT_TIMEOUT} (seconds), {@code SUNQAR_HTTP_ATTEMPTS} (1 or more) and {@code
   * SUNQAR_HTTP_CACHE} (MiB).
   *
   * @throws IllegalArgumentException naming the variable that cannot be understood
   */
  public static SourceOptions of(Map<String, String> environment) {
    SourceOptions it = DEFAULT;
    Timeouts timeouts =
        new Timeouts(
            seconds(environment, "SUNQAR_HTTP_CONNECT_TIMEOUT", it.timeouts.connect),
            seconds(environment, "SUNQAR_HTTP_TIMEOUT", it.timeouts.response));
    long attempts = whole(environment, "SUNQAR_HTTP_ATTEMPTS", it.retries.attempts, 100);
    long cache = whole(environment, "SUNQAR_HTTP_CACHE", it.fetching.cacheBytes / MIB, MIB);
    return it.with(timeouts)
        .with(new Retries((int) attempts, it.retries.firstDelay, it.retries.longestDelay))
        .with(it.fetching.withCacheBytes(cache * MIB));
  }

  private static Duration seconds(Map<String, String> environment, String name, Duration other) {
    String text = environment.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return other;
    }
    try {
      Duration value = Duration.parse("PT" + text + "S");
      if (value.isPositive()) {
        return value;
      }
    } catch (DateTimeParseException _) {
      // told below
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "'; a number of seconds above 0 was expected");
  }

  private static long whole(Map<String, String> environment, String name, long other, long most) {
    String text = environment.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return other;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "'; a whole number from 1 to " + most + " was expected");
  }

  public SourceOptions with(Timeouts other) {
    return new SourceOptions(other, retries, fetching, spooling);
  }

  public SourceOptions with(Retries other) {
    return new SourceOptions(timeouts, other, fetching, spooling);
  }

  public SourceOptions with(Fetching other) {
    return new SourceOptions(timeouts, retries, other, spooling);
  }

  public SourceOptions with(Spooling other) {
    return new SourceOptions(timeouts, retries, fetching, other);
  }

  /**
   * @param connect until a connection is there
   * @param response from the sending of one request to the last byte of its answer; a request that
   *     is sent again starts anew
   */
  public record Timeouts(Duration connect, Duration response) {
    public Timeouts {
      if (!connect.isPositive() || !response.isPositive()) {
        throw new IllegalArgumentException(
            "timeouts of " + connect + " and " + response + " are not above 0");
      }
    }
  }

  /**
   * What is done after an I/O error or an answer that says "later" (408, 425, 429, 500, 502, 503,
   * 504). Delays double from the first to the longest, each cut by a random part of up to a half; a
   * server that asks for more with Retry-After gets it, up to the longest.
   *
   * @param attempts requests in all, 1 for no second one
   * @param firstDelay before the second attempt
   * @param longestDelay before any attempt
   */
  public record Retries(int attempts, Duration firstDelay, Duration longestDelay) {
    public Retries {
      if (attempts < 1 || firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
        throw new IllegalArgumentException(
            attempts + " attempts, delays of " + firstDelay + " to " + longestDelay);
      }
    }
  }

  /**
   * @param head bytes of the first request, which should hold the header of the file
   * @param gap largest number of unwanted bytes between two ranges that are fetched as one
   * @param cacheBytes bound of the cache that all remote files share
   * @param whole largest file that is read whole from a server that ignores ranges (bytes)
   * @param atOnce requests under way at once
   * @param fresh how long it is believed, without asking, that a file is the one seen last; each
   *     later request checks it
   */
  public record Fetching(
      int head, int gap, long cacheBytes, int whole, int atOnce, Duration fresh) {
    public Fetching {
      if (head < 1 || head > 16 * MIB || gap < 0 || gap > 16 * MIB || cacheBytes < MIB) {
        throw new IllegalArgumentException(
            "head of %d bytes, gap of %d (both at most 16 MiB), cache of %d (at least 1 MiB)"
                .formatted(head, gap, cacheBytes));
      }
      if (whole < 0 || whole > 1024 * MIB || atOnce < 1 || fresh.isNegative()) {
        throw new IllegalArgumentException(
            "%d bytes read whole (at most 1 GiB), %d requests at once, fresh for %s"
                .formatted(whole, atOnce, fresh));
      }
    }

    public Fetching withCacheBytes(long bytes) {
      return new Fetching(head, gap, bytes, whole, atOnce, fresh);
    }
  }

  /**
   * @param memory largest unpacked size that is kept in memory; more goes to a temporary file
   * @param disk largest unpacked size at all (bytes)
   * @param ratio largest unpacked size for one packed byte; Deflate reaches 1032
   */
  public record Spooling(long memory, long disk, int ratio) {
    public Spooling {
      if (memory < 0 || memory > 1024 * MIB || disk < memory || ratio < 1) {
        throw new IllegalArgumentException(
            "%d bytes in memory (at most 1 GiB), %d on disk, ratio %d"
                .formatted(memory, disk, ratio));
      }
    }

    /** Refuses an unpacked size before anything is unpacked. */
    void check(String name, long packed, long unpacked) {
      if (unpacked > disk) {
        throw new RasterException(
            RasterException.Key.TOO_LARGE,
            name + " is " + unpacked + " bytes unpacked, more than the " + disk + " allowed");
      }
      if (unpacked / ratio > packed) {
        throw new RasterException(
            RasterException.Key.TOO_LARGE,
            "%s claims %d bytes unpacked from %d packed, more than %d times as many"
                .formatted(name, unpacked, packed, ratio));
      }
    }
  }
}
