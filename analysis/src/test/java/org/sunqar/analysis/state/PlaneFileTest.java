// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

class PlaneFileTest {

  /** 3 x 3 chunks of 32 x 48, the last ones reaching beyond the grid. */
  private static final PlaneLayout LAYOUT =
      new PlaneLayout(
          TestScenes.utm(90, 130),
          32,
          48,
          List.of(new PlaneLayout.Plane("scatter", "index"), new PlaneLayout.Plane("run", "1")));

  private static final long IDENTITY = 77;

  @TempDir Path folder;

  private PlaneFile create() {
    return PlaneFile.create(
        folder.resolve("s.tif"), LAYOUT, IDENTITY, LAYOUT.chunks(), Map.of("DETECTOR", "ewma"));
  }

  private Optional<PlaneFile> open() {
    return PlaneFile.open(folder.resolve("s.tif"), LAYOUT, IDENTITY, true);
  }

  private static ChunkBuffer made(long seed) {
    ChunkBuffer buffer = new ChunkBuffer(LAYOUT);
    Random random = new Random(seed);
    for (float[] plane : buffer.planes()) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextFloat();
      }
    }
    return buffer;
  }

  private static Stamp stamp(int scenes) {
    return new Stamp(scenes, scenes * 31L);
  }

  private static void write(PlaneFile file, int chunk, int scenes) {
    file.write(chunk, stamp(scenes), made(chunk + 100L * scenes));
  }

  private static void expect(PlaneFile file, int chunk, int scenes) {
    assertThat(file.stamp(chunk)).contains(stamp(scenes));
    ChunkBuffer buffer = new ChunkBuffer(LAYOUT);
    assertThat(file.read(chunk, buffer)).isTrue();
    assertThat(buffer.isSame(made(chunk + 100L * scenes))).isTrue();
  }

  @Test
  void whatWasCommittedIsThereAndWhatWasNotIsAsBefore() {
    try (PlaneFile file = create()) {
      assertThat(file.stamp(4)).isEmpty();
      assertThat(file.read(4, new ChunkBuffer(LAYOUT))).isFalse();
      for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
        write(file, chunk, 1);
      }
      file.commit();
      write(file, 4, 2);
      expect(file, 4, 2);
    }
    try (PlaneFile file = open().orElseThrow()) {
      for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
        expect(file, chunk, 1);
      }
      file.restamp(5, stamp(9));
      file.commit();
    }
    try (PlaneFile file = open().orElseThrow()) {
      assertThat(file.stamp(5)).contains(stamp(9));
      ChunkBuffer buffer = new ChunkBuffer(LAYOUT);
      assertThat(file.read(5, buffer)).isTrue();
      assertThat(buffer.isSame(made(105))).isTrue();
    }
  }

  /** Many more writes than slots, some of one chunk before its commit. */
  @Test
  void slotsAreUsedAgain() throws IOException {
    Random random = new Random(3);
    Map<Integer, Integer> last = new HashMap<>();
    try (PlaneFile file = create()) {
      for (int i = 1; i <= 400; i++) {
        int chunk = random.nextInt(LAYOUT.chunks());
        write(file, chunk, i);
        last.put(chunk, i);
        if (random.nextInt(7) == 0) {
          file.commit();
        }
      }
      file.commit();
      last.forEach((chunk, scenes) -> expect(file, chunk, scenes));
    }
    assertThat(Files.size(folder.resolve("s.tif")))
        .isLessThanOrEqualTo(PlaneFile.size(LAYOUT, LAYOUT.chunks()));
    try (PlaneFile file = open().orElseThrow()) {
      last.forEach((chunk, scenes) -> expect(file, chunk, scenes));
    }
  }

  @Test
  void ourReaderSeesTheValuesAndNames() {
    try (PlaneFile file = create()) {
      write(file, 0, 1);
      write(file, 8, 1);
      write(file, 8, 2);
      file.commit();
    }
    try (GeoTiff tiff = GeoTiff.open(folder.resolve("s.tif"))) {
      assertThat(tiff.grid()).isEqualTo(LAYOUT.grid());
      assertThat(tiff.bands()).extracting(band -> band.name()).containsExactly("scatter", "run");
      assertThat(tiff.bands()).extracting(band -> band.unit()).containsExactly("index", "1");
      assertThat(tiff.metadata()).containsEntry("DETECTOR", "ewma");
      PixelBlock run = tiff.read(LAYOUT.grid().window(), 2);
      ChunkBuffer first = made(100);
      ChunkBuffer ninth = made(208);
      assertThat(run.get(5 * 90 + 7)).isEqualTo(first.plane(1)[5 * 32 + 7]);
      assertThat(run.get(129 * 90 + 89)).isEqualTo(ninth.plane(1)[33 * 32 + 25]);
      assertThat(run.get(40)).isNaN(); // of a chunk that was never written
    }
  }

  @Test
  void gdalSeesTheValuesAndNames() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/gdalinfo")), "gdal-bin is not installed");
    try (PlaneFile file = create()) {
      for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
        write(file, chunk, 1);
      }
      write(file, 3, 2);
      file.commit();
    }
    String info = gdal("gdalinfo", folder.resolve("s.tif").toString());
    assertThat(info)
        .contains("Size is 90, 130")
        .contains("Description = scatter")
        .contains("Unit Type: index")
        .contains("Block=32x48 Type=Float32")
        .contains("DETECTOR=ewma");
    Path raw = folder.resolve("raw.bin");
    gdal(
        "gdal_translate",
        "-q",
        "-of",
        "ENVI",
        "-b",
        "1",
        folder.resolve("s.tif").toString(),
        raw + "");
    java.nio.FloatBuffer values =
        java.nio.ByteBuffer.wrap(Files.readAllBytes(raw))
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    for (int row = 0; row < 130; row++) {
      for (int col = 0; col < 90; col++) {
        int chunk = row / 48 * 3 + col / 32;
        float expected = made(chunk + (chunk == 3 ? 200 : 100)).plane(0)[row % 48 * 32 + col % 32];
        assertThat(Float.valueOf(values.get(row * 90 + col))).isEqualTo(Float.valueOf(expected));
        col += 6;
      }
      row += 2;
    }
  }

  private static String gdal(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  /** Any byte of the planes and records, changed on the disk, is found out. */
  @Test
  void damageIsFoundOut() throws IOException {
    try (PlaneFile file = create()) {
      for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
        write(file, chunk, 1);
        file.commit();
        write(file, chunk, 2);
        file.commit();
      }
    }
    byte[] whole = Files.readAllBytes(folder.resolve("s.tif"));
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < 60; i++) {
      int at = 4096 + random.nextInt(whole.length - 4096);
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve("s.tif").toFile(), "rw")) {
        file.seek(at);
        file.write(whole[at] ^ (1 << random.nextInt(8)));
      }
      try (PlaneFile file = open().orElseThrow()) {
        for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
          ChunkBuffer buffer = new ChunkBuffer(LAYOUT);
          if (file.read(chunk, buffer)) {
            int scenes = file.stamp(chunk).orElseThrow().scenes();
            assertThat(buffer.isSame(made(chunk + 100L * scenes))).isTrue();
          } else {
            found++;
          }
        }
      }
      Files.write(folder.resolve("s.tif"), whole);
    }
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void aFileThatEndsEarlyIsDamagedToo() throws IOException {
    try (PlaneFile file = create()) {
      for (int chunk = 0; chunk < LAYOUT.chunks(); chunk++) {
        write(file, chunk, 1);
      }
      file.commit();
    }
    Path path = folder.resolve("s.tif");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(file.length() - LAYOUT.chunkBytes());
    }
    try (PlaneFile file = open().orElseThrow()) {
      assertThat(file.read(LAYOUT.chunks() - 1, new ChunkBuffer(LAYOUT))).isFalse();
      expect(file, 0, 1);
      write(file, LAYOUT.chunks() - 1, 1);
      file.commit();
      expect(file, LAYOUT.chunks() - 1, 1);
    }
  }

  @Test
  void aFileForAnotherPurposeIsNotOpened() throws IOException {
    create().close();
    Path path = folder.resolve("s.tif");
    assertThat(PlaneFile.open(path, LAYOUT, IDENTITY + 1, false)).isEmpty();
    assertThat(PlaneFile.open(path, LAYOUT.with(LAYOUT.planes().subList(0, 1)), IDENTITY, false))
        .isEmpty();
    assertThat(PlaneFile.open(folder.resolve("none.tif"), LAYOUT, IDENTITY, false)).isEmpty();
    Files.writeString(path, "short");
    assertThat(PlaneFile.open(path, LAYOUT, IDENTITY, false)).isEmpty();
  }

  @Test
  void whatDoesNotFitOnTheDiskIsRefusedBeforeItIsBegun() {
    PlaneLayout vast =
        new PlaneLayout(
            TestScenes.utm(2_000_000, 2_000_000), 1024, 1024, LAYOUT.planes().subList(0, 1));
    assertThatThrownBy(() ->
            PlaneFile.create(folder.resolve("v.tif"), vast, IDENTITY, vast.chunks(), Map.of()))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("MiB left")
        .extracting(e -> ((AnalysisException) e).key())
        .isEqualTo(AnalysisException.Key.IO);
    assertThat(folder).isEmptyDirectory();
  }
}
