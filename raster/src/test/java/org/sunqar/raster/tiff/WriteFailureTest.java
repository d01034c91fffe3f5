// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Writing that is interrupted, runs out of disk, or is killed. */
class WriteFailureTest {

  private static final int SIZE = 700;

  private static final CogWriter.Options HOW =
      CogWriter.Options.defaults()
          .withCompression(Compression.LERC_ZSTD, 3) // every tile is encoded twice
          .withBlockSize(64)
          .withStatistics();

  @TempDir Path folder;

  private static CogWriter start(Path target) {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    CogWriter writer =
        CogWriter.create(target, grid, List.of(BandInfo.of("", PixelType.UINT16)), Map.of(), HOW);
    writer.write(grid.window(), 1, image());
    return writer;
  }

  private static PixelBlock image() {
    return TestRasters.block(PixelType.UINT16, SIZE, SIZE, 8);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void assertComplete(Path target) throws IOException {
    try (GeoTiff tiff = GeoTiff.open(target)) {
      TestRasters.assertSame(tiff.read(tiff.grid().window(), 1), image());
    }
    assertThat(CogValidator.validate(target).errors()).isEmpty();
  }

  @Test
  void anInterruptEndsEveryStepOfTheEnd() throws Exception {
    Path target = Files.writeString(folder.resolve("a.tif"), "old");
    List<Long> steps = new ArrayList<>();
    try (CogWriter writer = start(folder.resolve("whole.tif"))) {
      writer.finish((done, total) -> steps.add(done));
    }
    assertComplete(folder.resolve("whole.tif"));
    Files.delete(folder.resolve("whole.tif"));
    assertThat(steps).isSorted().hasSizeGreaterThan(100);
    Thread test = Thread.currentThread();
    for (int share = 0; share < 10; share++) {
      long at = steps.get(steps.size() * share / 10);
      try (CogWriter writer = start(target)) {
        AtomicLong last = new AtomicLong();
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThatThrownBy(() ->
                writer.finish((done, total) -> {
                  last.set(done);
                  if (done >= at && interrupted.compareAndSet(false, true)) {
                    test.interrupt();
                  }
                }))
            .isInstanceOf(InterruptedException.class);
        assertThat(last.get()).isLessThan(steps.getLast());
      }
      assertThat(target).hasContent("old");
      assertThat(files()).containsExactly(target);
    }
    try (CogWriter writer = start(target)) {
      test.interrupt();
      assertThatThrownBy(writer::finish)
          .isInstanceOf(RasterException.class)
          .hasMessage(target + " was not written: it was interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aDiskThatIsFullLeavesNothing() throws Exception {
    Path target = Files.writeString(folder.resolve("a.tif"), "old");
    try (CogWriter writer = start(folder.resolve("whole.tif"))) {
      writer.finish();
    }
    long blocks = Files.size(folder.resolve("whole.tif")) / 512;
    Files.delete(folder.resolve("whole.tif"));
    // files may not become larger: once the spool, while pixels are written, and once the target;
    // the spool holds each tile twice
    for (long most : new long[] {blocks / 3, blocks * 4 / 3, blocks * 7 / 4}) {
      Process child = child("finish", target, "ulimit -f " + most + "; exec \"$@\"");
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor()).as("%s", said).isEqualTo(1);
      assertThat(said).contains("cannot be written: File too large");
      assertThat(target).hasContent("old");
      assertThat(files()).containsExactly(target);
    }
  }

  @Test
  void whatAKilledProcessLeavesIsDeletedByTheNext() throws Exception {
    Path target = Files.writeString(folder.resolve("a.tif"), "old");
    Path mine = Files.writeString(folder.resolve(".a.tif.mine.partial"), "of somebody else");
    Process child = child("stall", target, "exec \"$@\"");
    assertThat(child.inputReader().readLine()).isEqualTo("stored");
    assertThat(files()).as("the partial file; the spool has no name").hasSize(3);
    try (CogWriter writer = start(target)) {
      writer.finish(); // while the other one is being written
    }
    assertThat(files()).hasSize(3);
    assertComplete(target);
    Files.writeString(target, "old");
    new ProcessBuilder("kill", "-9", Long.toString(child.pid())).start().waitFor();
    assertThat(child.waitFor()).isEqualTo(137);
    assertThat(target).hasContent("old");
    assertThat(files()).hasSize(3);
    try (CogWriter writer = start(target)) {
      writer.finish();
    }
    assertThat(files()).containsExactly(mine, target);
    assertComplete(target);
  }

  @Test
  void theFirstPieceThatFailsEndsAStepAndNothingRunsAfterIt() {
    Work work = new Work(100, RasterCopy.Progress.NONE);
    AtomicLong running = new AtomicLong();
    AtomicLong begun = new AtomicLong();
    assertThatThrownBy(() ->
            work.step(
                100,
                1_000_000_000L,
                i -> {
                  begun.incrementAndGet();
                  running.incrementAndGet();
                  try {
                    if (i == 100) {
                      throw new IllegalStateException("piece 100");
                    }
                  } finally {
                    running.decrementAndGet();
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("piece 100");
    assertThat(running.get()).isZero();
    long after = begun.get();
    assertThat(after).isLessThan(1_000_000_000L);
    assertThat(begun.get()).isEqualTo(after);
  }

  /** This class as a process, started by a shell command that ends with {@code exec "$@"}. */
  private static Process child(String mode, Path target, String command) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell, test skipped");
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            command,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData", // a file, too
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            WriteFailureTest.class.getName(),
            mode,
            target.toString())
        .redirectErrorStream(false)
        .start();
  }

  /** What the other process does. */
  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[1]);
    try (CogWriter writer = start(target)) {
      if (arguments[0].equals("stall")) {
        writer.finish((done, total) -> {
          if (isBeingStored(target)) {
            System.out.println("stored");
            System.out.flush();
            sleep();
          }
        });
      } else {
        writer.finish();
      }
    } catch (RasterException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean isBeingStored(Path target) {
    try (Stream<Path> files = Files.list(target.resolveSibling(""))) {
      return files.anyMatch(file -> {
        String name = String.valueOf(file.getFileName());
        return name.matches("\\.a\\.tif\\.[-0-9a-f]{36}\\.partial");
      });
    } catch (IOException e) {
      return false;
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
