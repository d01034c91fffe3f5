// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.webp.Webp;

class RasterCopyTest {

  private static final int SIZE = 200;

  @TempDir Path folder;

  private static PixelBlock.Bytes mask() {
    PixelBlock.Bytes mask = (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, SIZE, SIZE);
    for (int i = 0; i < mask.size(); i++) {
      mask.set(i, i % 7 == 0 ? 0 : 255);
    }
    return mask;
  }

  private static BandInfo color(ColorInterpretation color) {
    return BandInfo.of("", PixelType.UINT8).withColor(color);
  }

  private static final List<BandInfo> RGB =
      List.of(
          color(ColorInterpretation.RED),
          color(ColorInterpretation.GREEN),
          color(ColorInterpretation.BLUE));

  /** A smooth picture, as those that are compressed with losses. */
  private static PixelBlock smooth(int seed) {
    PixelBlock block = PixelBlock.of(PixelType.UINT8, SIZE, SIZE);
    for (int i = 0; i < block.size(); i++) {
      int row = i / SIZE;
      block.set(i, 128 + 90 * Math.sin(i % SIZE * 0.05 + seed) * Math.cos(row * 0.04));
    }
    return block;
  }

  private Path write(
      String name, Grid grid, List<BandInfo> bands, boolean masked, CogWriter.Options how) {
    Path file = folder.resolve(name);
    try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of("A", "b"), how)) {
      for (int i = 0; i < bands.size(); i++) {
        PixelBlock block =
            bands.get(i).type() == PixelType.UINT8
                ? smooth(i)
                : TestRasters.block(bands.get(i).type(), SIZE, SIZE, i);
        writer.write(grid.window(), i + 1, block);
      }
      if (masked) {
        writer.writeMask(grid.window(), mask());
      }
      writer.finish();
    }
    return file;
  }

  private static final CogWriter.Options SMALL = CogWriter.Options.defaults().withBlockSize(64);

  @Test
  void everythingIsCopiedWhateverTheLayouts() throws InterruptedException {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    BandInfo band =
        BandInfo.of("ndvi", PixelType.INT16, -1)
            .withScale(1e-4, 2)
            .withUnit("m")
            .withMetadata(Map.of("STATISTICS_MEAN", "5"));
    Path source = write("a.tif", grid, List.of(band, band), true, SMALL);
    Path copy = folder.resolve("b.tif");
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    try (GeoTiff from = GeoTiff.open(source)) {
      CogWriter.Options other =
          SMALL
              .withBlockSize(32)
              .withInterleave(Interleave.PIXEL)
              .withCompression(Compression.LZW, 1);
      RasterCopy.copy(from, copy, other, (done, total) -> heard.add(total - done));
      try (GeoTiff to = GeoTiff.open(copy)) {
        assertThat(to.grid()).isEqualTo(from.grid());
        assertThat(to.bands()).isEqualTo(from.bands());
        assertThat(to.metadata()).isEqualTo(from.metadata());
        for (int b = 1; b <= 2; b++) {
          TestRasters.assertSame(to.read(grid.window(), b), from.read(grid.window(), b));
        }
        TestRasters.assertSame(to.readMask(grid.window()), mask());
      }
    }
    assertThat(heard).isSortedAccordingTo(Comparator.reverseOrder()).endsWith(0L);
    assertThat(heard).as("during the copy and after it").hasSizeGreaterThan(10);
  }

  @Test
  void anInterruptEndsACopyAndLeavesNothing() throws IOException {
    Path source = write("a.tif", TestRasters.grid(SIZE, SIZE), RGB, false, SMALL);
    Path target = folder.resolve("b.tif");
    try (GeoTiff from = GeoTiff.open(source)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> RasterCopy.copy(from, target, SMALL, RasterCopy.Progress.NONE))
          .isInstanceOf(InterruptedException.class);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(source);
    }
  }

  @Test
  void bytesDoNotDependOnTheOrderOfWindowsOrOnMemory() throws IOException {
    Grid grid = TestRasters.grid(300, 280);
    List<PixelBlock> blocks = TestRasters.blocks(PixelType.UINT16, 300, 280, 2, 3);
    List<BandInfo> bands =
        List.of(BandInfo.of("", PixelType.UINT16), BandInfo.of("", PixelType.UINT16));
    List<byte[]> files = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      List<Window> windows = new ArrayList<>();
      for (int row = 0; row < 280; row += 40) {
        for (int col = 0; col < 300; col += 50) {
          windows.add(new Window(col, row, 50, 40));
        }
      }
      Collections.shuffle(windows, new Random(run));
      Path file = folder.resolve("run" + run + ".tif");
      CogWriter.Options how = SMALL.withInterleave(Interleave.PIXEL).withStatistics();
      try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of(), how)) {
        Stream<Window> stream = run == 0 ? windows.stream() : windows.parallelStream();
        stream.forEach(window -> {
          for (int b = 0; b < 2; b++) {
            writer.write(window, b + 1, TestRasters.crop(blocks.get(b), window));
          }
        });
        writer.finish();
      }
      files.add(Files.readAllBytes(file));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
    assertThat(files.get(2)).isEqualTo(files.get(0));
  }

  @Test
  void unfinishedTilesStayWithinABudget() throws InterruptedException {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    ImageLayout layout =
        new ImageLayout(
            SIZE,
            SIZE,
            16,
            16,
            true,
            false,
            1,
            false,
            PixelType.UINT16,
            java.nio.ByteOrder.LITTLE_ENDIAN,
            Codec.ZSTD,
            Predictor.NONE);
    PixelBlock image = TestRasters.block(PixelType.UINT16, SIZE, SIZE, 1);
    try (TileSpool spool = TileSpool.create(folder.resolve("spool"));
        EncoderPool pool = new EncoderPool(new Encoding(Compression.ZSTD, 1, false), 16)) {
      TileLevel level = new TileLevel(layout, spool, pool);
      OpenTiles open = new OpenTiles(level, 0, 4L * 16 * 16 * 2); // four of 169 tiles
      for (int col = 0; col < SIZE; col += 3) { // every tile is unfinished for several columns
        Window strip = new Window(col, 0, Math.min(3, SIZE - col), SIZE);
        open.write(strip, 0, TestRasters.crop(image, strip));
        assertThat(open.openTiles()).isLessThanOrEqualTo(4);
      }
      open.flush(new Work(0, RasterCopy.Progress.NONE));
      PixelBlock corner = level.load(level.index(0, 12, 12))[0];
      assertThat(corner.get(7 * 16 + 7)).isEqualTo(image.get(image.size() - 1));
      assertThat(grid.window().pixels()).isEqualTo(image.size());
    }
  }

  @Test
  void picturesComeBackSimilar() {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    for (Compression compression :
        List.of(Compression.JPEG, Compression.WEBP, Compression.WEBP_LOSSLESS)) {
      if (compression.scheme() == Codec.WEBP && !Webp.isAvailable()) {
        continue;
      }
      Path file =
          write(
              compression + ".tif",
              grid,
              RGB,
              true,
              SMALL.withEncoding(Encoding.of(compression, 90)));
      try (GeoTiff tiff = GeoTiff.open(file)) {
        assertThat(tiff.bands().get(2).color()).isEqualTo(ColorInterpretation.BLUE);
        int most = compression == Compression.WEBP_LOSSLESS ? 0 : 24;
        for (int b = 1; b <= 3; b++) {
          PixelBlock read = tiff.read(grid.window(), b);
          PixelBlock written = smooth(b - 1);
          for (int i = 0; i < read.size(); i++) {
            double difference = Math.abs(read.get(i) - written.get(i));
            if (difference > most) {
              assertThat(difference).as("pixel %d", i).isLessThanOrEqualTo(most);
            }
          }
        }
        TestRasters.assertSame(tiff.readMask(grid.window()), mask());
        assertThat(CogValidator.validate(file).errors()).isEmpty();
      }
    }
    assertThatThrownBy(() ->
            write(
                "x.tif",
                grid,
                List.of(BandInfo.of("", PixelType.INT16)),
                false,
                SMALL.withEncoding(Encoding.of(Compression.JPEG))))
        .isInstanceOf(RasterException.class)
        .hasMessage("JPEG holds bytes, not samples of type int16");
  }

  @Test
  void lercKeepsItsGreatestError() {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    Encoding encoding = Encoding.of(Compression.LERC_ZSTD).withMaxError(0.5);
    Path file =
        write(
            "l.tif",
            grid,
            List.of(BandInfo.of("", PixelType.FLOAT32)),
            false,
            SMALL.withEncoding(encoding));
    PixelBlock written = TestRasters.block(PixelType.FLOAT32, SIZE, SIZE, 0);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      PixelBlock read = tiff.read(grid.window(), 1);
      for (int i = 0; i < read.size(); i++) {
        assertThat(Math.abs(read.get(i) - written.get(i))).isLessThanOrEqualTo(0.5 + 1e-3);
      }
    }
  }

  @Test
  @Tag("gdal")
  void statisticsAreThoseOfGdal() {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    BandInfo band = BandInfo.of("", PixelType.INT16, 3);
    Path file = write("s.tif", grid, List.of(band), false, SMALL.withStatistics());
    Path plain = write("p.tif", grid, List.of(band), false, SMALL);
    String theirs =
        Gdal.run("", "gdalinfo", "--config", "GDAL_PAM_ENABLED", "NO", "-stats", plain.toString());
    try (GeoTiff tiff = GeoTiff.open(file)) {
      Map<String, String> ours = tiff.bands().getFirst().metadata();
      assertThat(ours).hasSize(5);
      ours.forEach((name, value) -> {
        String line = theirs.lines().filter(l -> l.contains(name + "=")).findFirst().orElseThrow();
        double expected = Double.parseDouble(line.replaceAll(".*=", ""));
        assertThat(Double.parseDouble(value))
            .as(name)
            .isCloseTo(
                expected,
                org.assertj.core.data.Offset.offset(1e-9 * Math.max(1, Math.abs(expected))));
      });
    }
  }

  @Test
  void statisticsLeaveOutWhatIsMasked() {
    Grid grid = TestRasters.grid(SIZE, SIZE);
    Path file =
        write(
            "m.tif", grid, List.of(color(ColorInterpretation.GRAY)), true, SMALL.withStatistics());
    PixelBlock image = smooth(0);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      if (i % 7 != 0) {
        sum += image.get(i);
        count++;
      }
    }
    try (GeoTiff tiff = GeoTiff.open(file)) {
      Map<String, String> items = tiff.bands().getFirst().metadata();
      assertThat(Double.parseDouble(items.getOrDefault("STATISTICS_MEAN", "")))
          .isCloseTo(sum / count, org.assertj.core.data.Offset.offset(1e-9));
      assertThat(items).containsEntry("STATISTICS_VALID_PERCENT", "85.71");
    }
  }

  @Test
  void palettesAlphaPointsAndCoefficientsAreKept() throws InterruptedException {
    Grid pixels = new Grid(Crs.UNKNOWN, new Affine(1, 0, 0, 0, 1, 0), SIZE, SIZE);
    List<Integer> palette = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      palette.add(0xff000000 | i << 16 | (255 - i) << 8 | i / 2);
    }
    GroundControl control =
        new GroundControl(
            Crs.ofEpsg(4326),
            List.of(
                new GroundControl.Point(0, 0, 67.5, 48.25, 100),
                new GroundControl.Point(199.5, 0, 68.5, 48.25, 0),
                new GroundControl.Point(0, 180, 67.5, 47.25, 5)));
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      terms.add(i * 0.25 - 1);
    }
    Rpc rpc =
        new Rpc(-1, -1, 100, 90, 48, 67, 500, 110, 95, 0.5, 0.6, 400, terms, terms, terms, terms);
    Path file = folder.resolve("p.tif");
    List<BandInfo> band = List.of(BandInfo.of("", PixelType.UINT8).withPalette(palette));
    try (CogWriter writer = CogWriter.create(file, pixels, band, Map.of(), SMALL)) {
      writer.write(pixels.window(), 1, smooth(1));
      writer.writeGroundControl(control);
      writer.writeRpc(rpc);
      writer.finish();
    }
    Path copy = folder.resolve("q.tif");
    try (GeoTiff from = GeoTiff.open(file)) {
      RasterCopy.copy(from, copy, SMALL, RasterCopy.Progress.NONE);
    }
    try (GeoTiff tiff = GeoTiff.open(copy)) {
      assertThat(tiff.groundControl()).contains(control);
      assertThat(tiff.rpc()).contains(rpc);
      assertThat(tiff.bands().getFirst().palette()).isEqualTo(palette);
      PixelBlock half = tiff.overviews().getFirst().read(new Window(0, 0, 100, 100), 1);
      assertThat(half.get(101)).as("nearest").isEqualTo(smooth(1).get(2 * SIZE + 2));
    }
    List<BandInfo> rgba = new ArrayList<>(RGB);
    rgba.add(color(ColorInterpretation.ALPHA).withNoData(OptionalDouble.empty()));
    Path alpha = write("rgba.tif", pixels, rgba, false, SMALL.withInterleave(Interleave.PIXEL));
    try (GeoTiff tiff = GeoTiff.open(alpha)) {
      assertThat(tiff.bands().stream().map(BandInfo::color))
          .containsExactly(
              ColorInterpretation.RED,
              ColorInterpretation.GREEN,
              ColorInterpretation.BLUE,
              ColorInterpretation.ALPHA);
      assertThat(tiff.hasMask()).isTrue();
    }
  }
}
