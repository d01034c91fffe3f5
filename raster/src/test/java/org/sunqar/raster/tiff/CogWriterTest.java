// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.CrsDefinition;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.ProjectionMethod;
import org.sunqar.raster.geo.ProjectionParameter;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;

class CogWriterTest {

  private static final CogWriter.Options SMALL =
      CogWriter.Options.defaults().withBlockSize(64).withOverviews(Resampling.NEAREST);

  @TempDir Path folder;

  private static List<BandInfo> bands(PixelType type, int count) {
    return Stream.generate(() -> BandInfo.of("", type)).limit(count).toList();
  }

  private Path write(
      String name, Grid grid, List<BandInfo> infos, List<PixelBlock> bands, CogWriter.Options how) {
    Path file = folder.resolve(name);
    try (CogWriter writer = CogWriter.create(file, grid, infos, Map.of(), how)) {
      for (int band = 1; band <= bands.size(); band++) {
        writer.write(grid.window(), band, bands.get(band - 1));
      }
      writer.finish();
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void whatIsWrittenIsReadBack(PixelType type) {
    Grid grid = TestRasters.grid(150, 131);
    List<PixelBlock> bands = TestRasters.blocks(type, 150, 131, 2, 17);
    for (Compression compression :
        List.of(Compression.NONE, Compression.LZW, Compression.DEFLATE, Compression.ZSTD)) {
      for (boolean predictor : new boolean[] {true, false}) {
        CogWriter.Options how = SMALL.withEncoding(new Encoding(compression, 3, predictor));
        Path file = write("a.tif", grid, bands(type, 2), bands, how);
        try (GeoTiff tiff = GeoTiff.open(file)) {
          assertThat(tiff.grid()).isEqualTo(grid);
          List<PixelBlock> read = tiff.read(grid.window());
          TestRasters.assertSame(read.get(0), bands.get(0));
          TestRasters.assertSame(read.get(1), bands.get(1));
          assertThat(tiff.overviews()).hasSize(2);
          assertThat(tiff.overviews().getFirst().grid()).isEqualTo(grid.coarsened(2));
          PixelBlock half = tiff.overviews().getFirst().read(new Window(0, 0, 75, 66), 2);
          for (int i = 0; i < half.size(); i++) {
            int from = i / 75 * 2 * 150 + i % 75 * 2;
            assertThat(half.get(i)).isEqualTo(bands.get(1).get(from));
          }
        }
      }
    }
  }

  @Test
  void windowsMayComeInAnyOrderFromSeveralThreadsAndAgain() {
    Grid grid = TestRasters.grid(300, 200);
    PixelBlock band = TestRasters.block(PixelType.FLOAT32, 300, 200, 4);
    List<Window> windows = new ArrayList<>();
    for (int row = 0; row < 200; row += 37) {
      for (int col = 0; col < 300; col += 23) {
        windows.add(new Window(col, row, Math.min(40, 300 - col), Math.min(37, 200 - row)));
      }
    }
    Collections.shuffle(windows, new Random(3));
    Path file = folder.resolve("shuffled.tif");
    try (CogWriter writer =
        CogWriter.create(file, grid, bands(PixelType.FLOAT32, 1), Map.of(), SMALL)) {
      windows.parallelStream().forEach(w -> writer.write(w, 1, TestRasters.crop(band, w)));
      writer.finish();
    }
    try (GeoTiff tiff = GeoTiff.open(file)) {
      TestRasters.assertSame(tiff.read(grid.window(), 1), band);
    }
  }

  @Test
  void memoryIsBoundedWhenTilesStayUnfinished() {
    // 2 x 1 pixel windows down the columns of an image whose tiles all stay open: 192 MB of them
    int size = 9800;
    Grid grid = TestRasters.grid(size, size / 2);
    Path file = folder.resolve("columns.tif");
    CogWriter.Options how =
        CogWriter.Options.defaults().withCompression(Compression.ZSTD, 1).withoutOverviews();
    try (CogWriter writer =
        CogWriter.create(file, grid, bands(PixelType.FLOAT32, 1), Map.of(), how)) {
      for (int col = 0; col < size; col += 256) {
        PixelBlock strip = PixelBlock.of(PixelType.FLOAT32, 3, size / 2);
        for (int i = 0; i < strip.size(); i++) {
          strip.set(i, col + i % 3);
        }
        writer.write(new Window(col, 0, 3, size / 2), 1, strip);
      }
      PixelBlock last = PixelBlock.of(PixelType.FLOAT32, 1, 1);
      last.set(0, 77);
      writer.write(new Window(0, 0, 1, 1), 1, last); // of a tile that was put aside
      writer.finish();
    }
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.read(new Window(0, 0, 1, 1), 1).get(0)).isEqualTo(77);
      assertThat(tiff.read(new Window(1, 0, 1, 1), 1).get(0)).isEqualTo(1);
      assertThat(tiff.read(new Window(9728 + 2, 4899, 1, 1), 1).get(0)).isEqualTo(9730);
      assertThat(tiff.read(new Window(9728 + 3, 4899, 1, 1), 1).get(0)).isZero();
    }
  }

  @Test
  void pixelsThatWereNotWrittenHaveNoData() {
    Grid grid = TestRasters.grid(200, 200);
    Path file = folder.resolve("sparse.tif");
    List<BandInfo> infos = List.of(BandInfo.of("x", PixelType.INT16, -9999));
    try (CogWriter writer = CogWriter.create(file, grid, infos, Map.of(), SMALL)) {
      PixelBlock block = PixelBlock.of(PixelType.INT16, 2, 2);
      for (int i = 0; i < 4; i++) {
        block.set(i, 5 + i);
      }
      writer.write(new Window(100, 100, 2, 2), 1, block);
      writer.finish();
    }
    try (GeoTiff tiff = GeoTiff.open(file)) {
      PixelBlock all = tiff.read(grid.window(), 1);
      assertThat(all.get(0)).isEqualTo(-9999);
      assertThat(all.get(100 * 200 + 99)).isEqualTo(-9999);
      assertThat(all.get(100 * 200 + 100)).isEqualTo(5);
      assertThat(all.get(101 * 200 + 101)).isEqualTo(8);
      PixelBlock half = tiff.overviews().getFirst().read(new Window(50, 50, 2, 1), 1);
      assertThat(half.get(0)).isEqualTo(5);
      assertThat(half.get(1)).isEqualTo(-9999);
    }
  }

  @Test
  void averagesLeaveOutNoDataAndNeverBecomeIt() {
    Grid grid = TestRasters.grid(34, 16);
    PixelBlock band = PixelBlock.of(PixelType.INT16, 34, 16);
    double[][] quads = {
      {-9, -9, -9, -9}, {4, -9, -9, -9}, {4, 8, -9, -9}, {-10, -8, -9, -9}, {1, 2, 3, 5}
    };
    for (int q = 0; q < quads.length; q++) {
      for (int i = 0; i < 4; i++) {
        band.set(i / 2 * 34 + 2 * q + i % 2, quads[q][i]);
      }
    }
    CogWriter.Options how =
        CogWriter.Options.defaults().withBlockSize(16).withOverviews(Resampling.AVERAGE);
    Path file =
        write("avg.tif", grid, List.of(BandInfo.of("", PixelType.INT16, -9)), List.of(band), how);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      PixelBlock half = tiff.overviews().getFirst().read(new Window(0, 0, 5, 1), 1);
      assertThat(half.get(0)).isEqualTo(-9);
      assertThat(half.get(1)).isEqualTo(4);
      assertThat(half.get(2)).isEqualTo(6);
      assertThat(half.get(3)).as("mean -9 is the no-data value").isEqualTo(-10);
      assertThat(half.get(4)).as("2.75").isEqualTo(3);
      assertThat(tiff.overviews()).hasSize(2);
    }
  }

  @Test
  void bandsKeepWhatIsSaidAboutThem() {
    Grid grid = TestRasters.grid(20, 20);
    List<BandInfo> infos =
        List.of(
            new BandInfo(
                    "ndvi <1>", PixelType.INT16, java.util.OptionalDouble.of(-32768), 1e-4, 0.5)
                .withColor(ColorInterpretation.GRAY),
            BandInfo.of("días", PixelType.INT16, -32768));
    Map<String, String> metadata =
        Map.of("A&B", "1 < 2\n\"quoted\"", "TIFFTAG_DATETIME", "2022:01:02 03:04:05");
    Path file = folder.resolve("meta.tif");
    try (CogWriter writer = CogWriter.create(file, grid, infos, metadata, SMALL)) {
      writer.finish();
    }
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.bands()).isEqualTo(infos);
      assertThat(tiff.metadata()).containsAllEntriesOf(metadata).hasSize(3);
      assertThat(tiff.metadata()).containsEntry("AREA_OR_POINT", "Area");
    }
  }

  private static final Set<ProjectionMethod> NOT_IN_GEOTIFF =
      Set.of(
          ProjectionMethod.PSEUDO_MERCATOR,
          ProjectionMethod.KROVAK_EAST_NORTH,
          ProjectionMethod.HOTINE_OBLIQUE_MERCATOR_A,
          ProjectionMethod.HOTINE_OBLIQUE_MERCATOR_B,
          ProjectionMethod.MOLLWEIDE);

  @Test
  void crsWithoutCodeAreSpelledOut() {
    CrsDefinition.Geographic sphere =
        new CrsDefinition.Geographic("unknown", "unknown", "unknown", 6371007.181, 0, 0, List.of());
    CrsDefinition.Geographic pulkovo =
        new CrsDefinition.Geographic(
            "Pulkovo 1942",
            "Pulkovo 1942",
            "Krassowsky 1940",
            6378245,
            298.3,
            0,
            List.of(25.0, -141.0, -78.5, 0.0, 0.35, 0.736, 0.0));
    int n = 0;
    for (ProjectionMethod method : ProjectionMethod.values()) {
      if (NOT_IN_GEOTIFF.contains(method)) {
        continue;
      }
      for (CrsDefinition.Geographic base : List.of(sphere, pulkovo)) {
        Crs crs =
            Crs.of(
                new CrsDefinition.Projected(
                    "own",
                    base,
                    method,
                    Map.of(
                        ProjectionParameter.LATITUDE_OF_ORIGIN,
                            method == ProjectionMethod.POLAR_STEREOGRAPHIC_A ? 90.0 : 40.0,
                        ProjectionParameter.LONGITUDE_OF_ORIGIN, 67.0,
                        ProjectionParameter.STANDARD_PARALLEL_1, 42.0,
                        ProjectionParameter.STANDARD_PARALLEL_2, 55.0,
                        ProjectionParameter.FALSE_EASTING, 1e6,
                        ProjectionParameter.FALSE_NORTHING, 2e6),
                    n % 2 == 0 ? "metre" : "kilometre",
                    n % 2 == 0 ? 1 : 1000));
        Grid grid = new Grid(crs, Affine.northUp(0, 0, 30, 30), 8, 8);
        Path file = folder.resolve("crs" + n++ + ".tif");
        try (CogWriter writer =
            CogWriter.create(file, grid, bands(PixelType.UINT8, 1), Map.of(), SMALL)) {
          writer.finish();
        }
        try (GeoTiff tiff = GeoTiff.open(file)) {
          assertThat(tiff.grid().crs()).as("%s", method).isEqualTo(crs);
          assertThat(tiff.grid().crs().epsg()).isEmpty();
        }
      }
    }
    Crs pseudo =
        Crs.of(
            new CrsDefinition.Projected(
                "own mercator", sphere, ProjectionMethod.PSEUDO_MERCATOR, Map.of(), "metre", 1));
    Grid grid = new Grid(pseudo, Affine.northUp(0, 0, 30, 30), 8, 8);
    assertThatThrownBy(() ->
            CogWriter.create(
                folder.resolve("no.tif"), grid, bands(PixelType.UINT8, 1), Map.of(), SMALL))
        .isInstanceOf(RasterException.class)
        .hasMessage(
            "the CRS own mercator has no EPSG code and a projection that cannot be spelled out in a GeoTIFF");
  }

  @Test
  void rotatedGridsKeepTheirTransform() {
    Grid grid = new Grid(Crs.ofEpsg(32632), new Affine(8, 3, 5e5, 2, -9, 5e6), 20, 20);
    PixelBlock band = TestRasters.block(PixelType.UINT8, 20, 20, 1);
    Path file = write("rotated.tif", grid, bands(PixelType.UINT8, 1), List.of(band), SMALL);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.grid()).isEqualTo(grid);
    }
  }

  @Test
  void tilesHaveLeadersAndTrailersAndLieBehindTheDirectories() throws IOException {
    Grid grid = TestRasters.grid(200, 150);
    PixelBlock band = TestRasters.block(PixelType.INT16, 200, 150, 2);
    Path file = write("cog.tif", grid, bands(PixelType.INT16, 1), List.of(band), SMALL);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    String head = new String(bytes.array(), 8, 183, StandardCharsets.US_ASCII);
    assertThat(head)
        .startsWith("GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\nLAYOUT=IFDS_BEFORE_DATA\n")
        .endsWith("KNOWN_INCOMPATIBLE_EDITION=NO\n ");
    List<TiffDirectory> directories = TiffParser.parse(new MemorySource(bytes.array()));
    assertThat(directories).hasSize(3);
    long previousEnd = 0;
    for (int level = 2; level >= 0; level--) {
      TiffDirectory directory = directories.get(level);
      long[] offsets = directory.integers(TiffTag.TILE_OFFSETS, 100);
      long[] sizes = directory.integers(TiffTag.TILE_BYTE_COUNTS, 100);
      for (int i = 0; i < offsets.length; i++) {
        int at = (int) offsets[i];
        int end = at + (int) sizes[i];
        assertThat(bytes.getInt(at - 4)).isEqualTo((int) sizes[i]);
        assertThat(bytes.getInt(end)).isEqualTo(bytes.getInt(end - 4));
        if (previousEnd > 0) {
          assertThat(at - 4).isEqualTo(previousEnd);
        }
        previousEnd = end + 4L;
      }
    }
    assertThat(previousEnd).isEqualTo(bytes.limit());
  }

  @Test
  void bigTiffAboveTheClassicLimit() throws Exception {
    // as CogWriter does above 4 GB, with the limit at 0
    ImageLayout layout =
        new ImageLayout(
            100, 40, 32, 32, true, false, 1, false, PixelType.UINT8, ByteOrder.LITTLE_ENDIAN, 1, 1);
    Path file = folder.resolve("big.tif");
    try (TileSpool spool = TileSpool.create(folder.resolve("spool"))) {
      TileLevel level =
          new TileLevel(layout, spool, new EncoderPool(Encoding.of(Compression.NONE), 8));
      for (int tile = 0; tile < level.tiles(); tile++) {
        byte[] pixels = new byte[32 * 32];
        java.util.Arrays.fill(pixels, (byte) tile);
        level.store(tile, pixels);
      }
      CogLayout cog =
          new CogLayout(
              List.of(new CogLevel(level, Optional.empty())),
              (directory, index, mask) -> {
                directory.integer(TiffTag.IMAGE_WIDTH, 100);
                directory.integer(TiffTag.IMAGE_LENGTH, 40);
                directory.shorts(TiffTag.BITS_PER_SAMPLE, 8);
                directory.shorts(TiffTag.TILE_WIDTH, 32);
                directory.shorts(TiffTag.TILE_LENGTH, 32);
              },
              0);
      try (PartialFile partial = PartialFile.create(file)) {
        cog.write(partial, spool, new Work(0, RasterCopy.Progress.NONE), 0);
        partial.publish();
      }
    }
    assertThat(Files.readAllBytes(file)[2]).isEqualTo((byte) 43);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.read(new Window(99, 39, 1, 1), 1).get(0)).isEqualTo(7);
    }
  }

  @Test
  void withoutFinishTheTargetStaysAndNothingIsLeft() throws IOException {
    Grid grid = TestRasters.grid(100, 100);
    Path file = Files.writeString(folder.resolve("old.tif"), "old");
    PixelBlock band = TestRasters.block(PixelType.UINT8, 100, 100, 1);
    try (CogWriter writer =
        CogWriter.create(file, grid, bands(PixelType.UINT8, 1), Map.of(), SMALL)) {
      writer.write(grid.window(), 1, band);
    }
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Grid grid = TestRasters.grid(100, 100);
    Path file = folder.resolve("x.tif");
    assertThatThrownBy(() ->
            CogWriter.create(
                file,
                grid,
                List.of(BandInfo.of("a", PixelType.UINT8), BandInfo.of("b", PixelType.INT16)),
                Map.of(),
                SMALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bands of one file share type and no-data value");
    assertThatThrownBy(() ->
            CogWriter.create(
                file, grid, List.of(BandInfo.of("a", PixelType.UINT8, -1)), Map.of(), SMALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no-data value -1.0 is not a uint8");
    assertThatThrownBy(() ->
            CogWriter.create(
                folder.resolve("none/x.tif"), grid, bands(PixelType.UINT8, 1), Map.of(), SMALL))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("cannot be created");
    Grid huge = TestRasters.grid(2_000_000_000, 2_000_000_000);
    assertThatThrownBy(
            () -> CogWriter.create(file, huge, bands(PixelType.UINT8, 1), Map.of(), SMALL))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("tiles, more than 16777216");
    assertThatThrownBy(() -> SMALL.withBlockSize(100)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SMALL.withCompression(Compression.DEFLATE, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DEFLATE level is 10, must be 1 to 9");
    assertThat(CogWriter.Options.defaults())
        .isEqualTo(
            new CogWriter.Options(
                new Encoding(Compression.DEFLATE, 6, true),
                256,
                Interleave.BAND,
                Optional.empty(),
                OptionalInt.empty(),
                false));
  }
}
