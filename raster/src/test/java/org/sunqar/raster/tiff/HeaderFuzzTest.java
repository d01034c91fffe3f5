// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;

/**
 * Mutations of real files, {@code -Dsunqar.fuzz.cases} of them from {@code -Dsunqar.fuzz.seed} on:
 * nothing but {@link RasterException} with a sentence that names the file, no case that takes long
 * or much memory. A failure names its seed, which alone makes the case again.
 */
class HeaderFuzzTest {

  private static final int CASES = Integer.getInteger("sunqar.fuzz.cases", 200_000);
  private static final long SEED = Long.getLong("sunqar.fuzz.seed", 20260501);

  /**
   * Memory allocated by a case at most (bytes). A file of some kilobytes may well hold a block of
   * so much, of one value in ZSTD.
   */
  private static final long MOST_MEMORY = 160L << 20;

  /** Processor time of a case at most (s); far above what any takes, which is below 0.1. */
  private static final double MOST_TIME = 5;

  /** Numbers at which arithmetic goes wrong, if it does. */
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    12,
    15,
    16,
    24,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    255,
    256,
    257,
    1000,
    4095,
    4096,
    32767,
    32768,
    50000,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 28,
    1 << 30,
    Integer.MAX_VALUE,
    0x80000000L,
    0xffffffffL,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void mutatedFilesAreRefusedOrRead() throws IOException {
    List<byte[]> files = FuzzFiles.all(folder);
    for (byte[] file : files) {
      assertThat(read(file)).isEmpty();
    }
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      long seed = SEED + i;
      SplittableRandom random = new SplittableRandom(seed);
      byte[] file = mutated(files.get(random.nextInt(files.size())), random);
      refused += checked(file, seed) ? 0 : 1;
    }
    assertThat(refused).isBetween(CASES / 5, CASES * 19 / 20);
  }

  /** Reads a case within its bounds; true when it is a file, false when it was refused. */
  private static boolean checked(byte[] file, long seed) {
    long time = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    String message;
    try {
      message = read(file);
    } catch (Throwable e) {
      throw new AssertionError("seed " + seed + " is not refused but fails", e);
    }
    memory = THREADS.getCurrentThreadAllocatedBytes() - memory;
    double seconds = (THREADS.getCurrentThreadCpuTime() - time) / 1e9;
    assertThat(memory).as("bytes that seed %d took", seed).isLessThan(MOST_MEMORY);
    assertThat(seconds).as("seconds that seed %d took", seed).isLessThan(MOST_TIME);
    if (!message.isEmpty() && (!message.startsWith("memory.tif") || message.contains("\n"))) {
      throw new AssertionError("seed " + seed + " says: " + message);
    }
    return message.isEmpty();
  }

  /** Opens a file and reads corners of everything; the reason where it is refused. */
  private static String read(byte[] bytes) {
    try (GeoTiff tiff = GeoTiff.open(new MemorySource(bytes))) {
      readImage(tiff);
      for (GeoTiff overview : tiff.overviews()) {
        readImage(overview);
      }
      return "";
    } catch (RasterException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void readImage(GeoTiff tiff) {
    int width = tiff.grid().width();
    int height = tiff.grid().height();
    Window first = new Window(0, 0, Math.min(width, 64), Math.min(height, 64));
    tiff.read(first, 1);
    tiff.read(new Window(width - 1, height - 1, 1, 1), tiff.bandCount());
    if (tiff.hasMask()) {
      tiff.readMask(first);
    }
  }

  private static byte[] mutated(byte[] original, SplittableRandom random) {
    byte[] file = original.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        case 3 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        case 4, 5, 6, 7 -> changeEntry(file, random);
        case 8 -> {
          int size = 1 + random.nextInt(Math.min(16, file.length - 1));
          int from = random.nextInt(file.length - size);
          System.arraycopy(file, from, file, random.nextInt(file.length - size), size);
        }
        default -> {
          if (random.nextInt(4) == 0) {
            int length = random.nextInt(2 * file.length);
            file = Arrays.copyOf(file, Math.max(20, length));
          } else {
            changeEntry(file, random);
          }
        }
      }
    }
    return file;
  }

  /** Changes the tag, type, count or value of an entry of some directory. */
  private static void changeEntry(byte[] file, SplittableRandom random) {
    ByteBuffer view = ByteBuffer.wrap(file);
    view.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean big = view.getShort(2) == 43;
    long at = big ? view.getLong(8) : view.getInt(4) & 0xffffffffL;
    int entryBytes = big ? 20 : 12;
    for (int skip = random.nextInt(3); ; skip--) {
      if (at < 8 || at > file.length - 8) {
        return;
      }
      int entries = big ? (int) view.getLong((int) at) : view.getShort((int) at) & 0xffff;
      long table = at + (big ? 8 : 2);
      long end = table + (long) entries * entryBytes;
      if (entries <= 0 || end < 0 || end > file.length - 8) {
        return;
      }
      long next = big ? view.getLong((int) end) : view.getInt((int) end) & 0xffffffffL;
      if (skip == 0 || next == 0) {
        change(view, (int) table + random.nextInt(entries) * entryBytes, big, random);
        return;
      }
      at = next;
    }
  }

  private static void change(ByteBuffer view, int entry, boolean big, SplittableRandom random) {
    long edge = EDGES[random.nextInt(EDGES.length)];
    int valueAt = entry + (big ? 12 : 8);
    int type = view.getShort(entry + 2);
    switch (random.nextInt(8)) {
      case 0 -> view.putShort(entry, (short) random.nextInt(250, 350));
      case 1 -> view.putShort(entry + 2, (short) random.nextInt(20));
      case 2 -> {
        if (big) {
          view.putLong(entry + 4, edge);
        } else {
          view.putInt(entry + 4, (int) edge);
        }
      }
      case 3 -> { // where the values lie
        if (big) {
          view.putLong(valueAt, random.nextInt(view.limit()));
        } else {
          view.putInt(valueAt, random.nextInt(view.limit()));
        }
      }
      default -> {
        switch (TiffField.sizeOf(type)) {
          case 1 -> view.put(valueAt, (byte) edge);
          case 2 -> view.putShort(valueAt, (short) edge);
          case 4 -> view.putInt(valueAt, (int) edge);
          default -> view.putLong(valueAt, edge);
        }
      }
    }
  }
}
