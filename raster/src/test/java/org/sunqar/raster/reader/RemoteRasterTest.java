// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.RangeServer;
import org.sunqar.raster.source.SourceOptions;
import org.sunqar.raster.source.Sources;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

/** Rasters on a server: how many requests they take, and that they are the same as local ones. */
class RemoteRasterTest {

  private static final int SIZE = 8192;

  @TempDir static Path folder;

  private final RangeServer server = new RangeServer();
  private final Sources sources = new Sources(SourceOptions.DEFAULT);

  /** 8192 x 8192 pixels in 1024 tiles and five overviews; noise in one corner, else a ramp. */
  @BeforeAll
  static void write() {
    Grid grid = new Grid(Crs.ofEpsg(32642), Affine.northUp(300_000, 5_000_000, 10, 10), SIZE, SIZE);
    CogWriter.Options options = CogWriter.Options.defaults();
    Random random = new Random(1);
    try (CogWriter writer =
        CogWriter.create(
            folder.resolve("ours.tif"),
            grid,
            List.of(BandInfo.of("dn", PixelType.UINT16)),
            Map.of(),
            options)) {
      for (int row = 0; row < SIZE; row += 256) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, SIZE, 256);
        for (int i = 0; i < block.size(); i++) {
          int col = i % SIZE;
          block.set(i, row < 1024 && col < 2048 ? random.nextInt(65536) : (row + col) & 0xfff);
        }
        writer.write(new Window(0, row, SIZE, 256), 1, block);
      }
      writer.finish();
    }
  }

  @AfterEach
  void close() {
    sources.close();
    server.close();
  }

  private void serve(String path, Path file) throws IOException {
    server.put(path, Files.readAllBytes(file), "\"" + path + "\"");
  }

  private static Path file(String name) {
    Path file = folder.resolve(name + ".tif");
    if (!Files.exists(file)) {
      Gdal.run(
          "",
          "gdal_translate",
          "-q",
          "-of",
          "COG",
          "-co",
          "BLOCKSIZE=256",
          "-co",
          "COMPRESS=DEFLATE",
          "-co",
          "PREDICTOR=2",
          "-co",
          "NUM_THREADS=2",
          folder.resolve("ours.tif").toString(),
          file.toString());
    }
    return file;
  }

  private static void assertSame(Raster raster, Raster expected, Window window) {
    PixelBlock values = raster.read(window).getFirst();
    PixelBlock others = expected.read(window).getFirst();
    assertThat(values.size()).isEqualTo(window.width() * window.height());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != others.get(i)) {
        assertThat(values.get(i)).as("pixel %d of %s", i, window).isEqualTo(others.get(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "gdal"})
  void oneTileTakesTwoRequestsColdAndOneWarm(String name) throws IOException {
    Path local = file(name);
    serve("/cog.tif", local);
    try (GeoTiff expected = GeoTiff.open(local);
        Raster remote = Rasters.open(sources, server.address("/cog.tif"))) {
      Window cold = new Window(1024, 512, 256, 256);
      assertSame(remote, expected, cold);
      assertThat(server.ranges()).as("cold").hasSizeLessThanOrEqualTo(2);
      server.forget();
      Window warm = new Window(256, 512, 256, 256);
      assertSame(remote, expected, warm);
      assertThat(server.ranges()).as("warm").hasSize(1);
      server.forget();
      assertSame(remote, expected, warm);
      assertThat(server.ranges()).as("again").isEmpty();
    }
    try (Raster again = Rasters.open(sources, server.address("/cog.tif"));
        GeoTiff expected = GeoTiff.open(local)) {
      server.forget();
      Window far = new Window(512, 768, 256, 256);
      assertSame(again, expected, far);
      assertThat(server.ranges()).as("opened before").hasSize(1);
    }
  }

  @Test
  void aWindowOfManyTilesIsReadInAFewRequests() throws IOException {
    serve("/cog.tif", file("ours"));
    try (GeoTiff expected = GeoTiff.open(file("ours"));
        Raster remote = Rasters.open(sources, server.address("/cog.tif"))) {
      Window window = new Window(300, 100, 1000, 700); // 4 rows of 5 tiles of 130 kB
      assertSame(remote, expected, window);
      assertThat(server.ranges()).hasSizeBetween(4, 8);
      Raster coarse = remote.overviews().getLast();
      assertSame(coarse, expected.overviews().getLast(), coarse.grid().window());
    }
  }

  /** A header of 43 kB, of which 16 are read at first: directories in front, then the arrays. */
  @Test
  void aLongHeaderTakesOneRequestMore() throws IOException {
    Path local = folder.resolve("small-tiles.tif");
    Gdal.run(
        "",
        "gdal_translate",
        "-q",
        "-of",
        "COG",
        "-co",
        "BLOCKSIZE=128",
        "-co",
        "COMPRESS=LZW",
        file("ours").toString(),
        local.toString());
    serve("/long.tif", local);
    SourceOptions.Fetching usual = SourceOptions.DEFAULT.fetching();
    SourceOptions.Fetching little =
        new SourceOptions.Fetching(
            1, usual.gap(), usual.cacheBytes(), usual.whole(), usual.atOnce(), usual.fresh());
    try (Sources frugal = new Sources(SourceOptions.DEFAULT.with(little));
        GeoTiff expected = GeoTiff.open(local);
        Raster remote = Rasters.open(frugal, server.address("/long.tif"))) {
      assertSame(remote, expected, new Window(4096, 4096, 128, 128));
      assertThat(server.ranges()).hasSize(3);
    }
  }

  /** A header of 0.7 MB with its directories far from each other. */
  @Test
  void aHeaderInPiecesTakesTwoRequestsMore() throws IOException {
    Path local = folder.resolve("long.tif");
    Grid grid = new Grid(Crs.ofEpsg(32642), Affine.northUp(300_000, 5_000_000, 10, 10), 4096, 4096);
    try (CogWriter writer =
        CogWriter.create(
            local,
            grid,
            List.of(BandInfo.of("dn", PixelType.UINT8)),
            Map.of(),
            CogWriter.Options.defaults().withBlockSize(16))) {
      PixelBlock block = PixelBlock.of(PixelType.UINT8, 4096, 256);
      for (int row = 0; row < 4096; row += 256) {
        for (int i = 0; i < block.size(); i++) {
          block.set(i, (i * 7919 + row) & 0xff);
        }
        writer.write(new Window(0, row, 4096, 256), 1, block);
      }
      writer.finish();
    }
    serve("/long.tif", local);
    try (GeoTiff expected = GeoTiff.open(local);
        Raster remote = Rasters.open(sources, server.address("/long.tif"))) {
      Window window = new Window(2000, 2000, 16, 16);
      assertSame(remote, expected, window);
      assertThat(server.ranges()).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void rastersInArchives() throws IOException {
    Path zip = folder.resolve("scene.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("S/readme.txt", "S/B04.tif", "S/B08.TIF")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(Files.readAllBytes(small()));
      }
    }
    assertThat(Rasters.list(sources, zip.toString()))
        .containsExactly(zip + "!/S/B04.tif", zip + "!/S/B08.TIF");
    for (String location :
        List.of(zip + "!/B04.tif", "/vsizip/" + zip + "/S/B08.TIF", zip + "!/S/readme.txt")) {
      try (Raster raster = Rasters.open(sources, location);
          GeoTiff expected = GeoTiff.open(small())) {
        assertSame(raster, expected, expected.grid().window());
      }
    }
    assertThatThrownBy(() -> Rasters.open(sources, zip.toString()))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("is an archive of 2 rasters; name one: " + zip + "!/S/B04.tif");
  }

  @Test
  void anArchiveOfOneRasterIsThatRaster() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("a.tif"));
      out.write(Files.readAllBytes(small()));
    }
    server.put("/one.zip", bytes.toByteArray(), "\"1\"");
    try (Raster raster = Rasters.open(sources, server.address("/one.zip"))) {
      assertThat(raster.name()).isEqualTo(server.address("/one.zip") + "!/a.tif");
      assertThat(raster.grid().width()).isEqualTo(64);
    }
  }

  private static Path small() {
    Path file = folder.resolve("small.tif");
    if (!Files.exists(file)) {
      Grid grid = new Grid(Crs.ofEpsg(32642), Affine.northUp(0, 0, 1, 1), 64, 64);
      try (CogWriter writer =
          CogWriter.create(
              file,
              grid,
              List.of(BandInfo.of("dn", PixelType.UINT8)),
              Map.of(),
              CogWriter.Options.defaults())) {
        PixelBlock block = PixelBlock.of(PixelType.UINT8, 64, 64);
        for (int i = 0; i < block.size(); i++) {
          block.set(i, i & 0xff);
        }
        writer.write(grid.window(), 1, block);
        writer.finish();
      }
    }
    return file;
  }

  @Test
  void whatIsNoRaster() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tif"), "no image at all");
    Path none = folder.resolve("none.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(none))) {
      out.putNextEntry(new ZipEntry("a.txt"));
      out.write(1);
    }
    Path empty = Files.write(folder.resolve("empty.tif"), new byte[0]);
    assertFails(text, "is not a raster of a format that is read", RasterException.Key.NOT_A_TIFF);
    assertFails(empty, "is not a raster of a format that is read", RasterException.Key.NOT_A_TIFF);
    assertFails(none, "is an archive without rasters", RasterException.Key.UNSUPPORTED);
    assertFails(folder.resolve("gone.tif"), "does not exist", RasterException.Key.NOT_FOUND);
  }

  private void assertFails(Path file, String message, RasterException.Key key) {
    assertThatThrownBy(() -> Rasters.open(sources, file.toString()))
        .isInstanceOfSatisfying(
            RasterException.class, e -> assertThat(e.key()).as(e.getMessage()).isEqualTo(key))
        .hasMessageContaining(message);
  }
}
