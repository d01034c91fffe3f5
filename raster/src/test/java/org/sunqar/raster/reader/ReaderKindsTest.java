// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.raster.tiff.RasterCopy;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.raster.warp.Mosaic;
import org.sunqar.raster.warp.MosaicMethod;
import org.sunqar.raster.warp.MosaicSource;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/** The verbs give the same over a file, a mosaic of its halves, and itself warped to its grid. */
class ReaderKindsTest {

  private static final Crs UTM = Crs.ofEpsg(32632);
  private static final Crs WGS84 = Crs.ofEpsg(4326);
  private static final Crs MERCATOR = Crs.ofEpsg(3857);
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;
  private static final Grid GRID =
      new Grid(UTM, Affine.northUp(500000, 5300000, 10, 10), WIDTH, HEIGHT);

  @TempDir private Path folder;

  /** How an image says where it has no pixels. */
  enum Kind {
    NO_DATA,
    MASK,
    ALPHA,
    PALETTE,
    FLOAT_NAN
  }

  private static boolean hole(int col, int row) {
    return Math.hypot(col - 200, row - 140) < 60 || col + row < 90;
  }

  private static MemoryRaster image(Kind kind) {
    return switch (kind) {
      case NO_DATA ->
          MemoryRaster.of(
              GRID,
              List.of(
                  BandInfo.of("a", PixelType.INT16, -99).withScale(0.1, 5),
                  BandInfo.of("b", PixelType.INT16, -99).withScale(0.1, 5)),
              (band, col, row) -> hole(col, row) && band == 1 ? -99 : value(band, col, row));
      case MASK ->
          MemoryRaster.of(
              GRID,
              List.of(BandInfo.of("a", PixelType.UINT16), BandInfo.of("b", PixelType.UINT16)),
              (band, col, row) -> value(band, col, row));
      case ALPHA ->
          MemoryRaster.of(
              GRID,
              List.of(
                  BandInfo.of("r", PixelType.UINT8).withColor(ColorInterpretation.RED),
                  BandInfo.of("g", PixelType.UINT8).withColor(ColorInterpretation.GREEN),
                  BandInfo.of("b", PixelType.UINT8).withColor(ColorInterpretation.BLUE),
                  BandInfo.of("alpha", PixelType.UINT8).withColor(ColorInterpretation.ALPHA)),
              (band, col, row) ->
                  band == 4 ? hole(col, row) ? 0 : 255 : value(band, col, row) % 251);
      case PALETTE ->
          MemoryRaster.of(
              GRID,
              List.of(
                  BandInfo.of("class", PixelType.UINT8, 0)
                      .withPalette(
                          IntStream.range(0, 256)
                              .map(i -> i == 0 ? 0 : 0xff000000 | i * 7)
                              .boxed()
                              .toList())),
              (band, col, row) -> hole(col, row) ? 0 : 1 + (col / 7 + row / 5) % 4);
      case FLOAT_NAN ->
          MemoryRaster.of(
              GRID,
              List.of(BandInfo.of("x", PixelType.FLOAT32)),
              (band, col, row) -> hole(col, row) ? Double.NaN : value(band, col, row) / 7);
    };
  }

  private static double value(int band, int col, int row) {
    return 3000
        + band * 100
        + 40 * Math.sin(col * 0.05) * Math.cos(row * 0.06)
        + (col * 7 + row) % 5;
  }

  /** A window of an image, with a mask of its own where the kind has one. */
  private record Part(Kind kind, MemoryRaster image, Window window) implements Raster {
    @Override
    public String name() {
      return "part";
    }

    @Override
    public Grid grid() {
      return GRID.crop(window);
    }

    @Override
    public List<BandInfo> bands() {
      return image.bands();
    }

    @Override
    public Map<String, String> metadata() {
      return Map.of();
    }

    @Override
    public int blockWidth() {
      return 64;
    }

    @Override
    public int blockHeight() {
      return 64;
    }

    @Override
    public List<Raster> overviews() {
      return List.of();
    }

    @Override
    public List<PixelBlock> read(Window part, int... wanted) {
      return image.read(part.shifted(window.col(), window.row()), wanted);
    }

    @Override
    public boolean hasMask() {
      return kind == Kind.MASK || kind == Kind.ALPHA;
    }

    @Override
    public PixelBlock.Bytes readMask(Window part) {
      PixelBlock.Bytes mask =
          (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, part.width(), part.height());
      for (int i = 0; i < mask.size(); i++) {
        int col = window.col() + part.col() + i % part.width();
        int row = window.row() + part.row() + i / part.width();
        mask.set(i, hasMask() && hole(col, row) ? 0 : 255);
      }
      return mask;
    }

    @Override
    public void close() {}
  }

  private Path write(Kind kind, String name, Window window) throws InterruptedException {
    Path file = folder.resolve(name + ".tif");
    CogWriter.Options options =
        new CogWriter.Options(
            CogWriter.Options.defaults().encoding(),
            64,
            CogWriter.Options.defaults().interleave(),
            Optional.empty(),
            OptionalInt.empty(),
            false);
    RasterCopy.copy(new Part(kind, image(kind), window), file, options, RasterCopy.Progress.NONE);
    return file;
  }

  private static MosaicSource source(Path file) {
    return MosaicSource.of(file.toString(), () -> GeoTiff.open(file));
  }

  private record Way(String name, Raster raster) {}

  /** The same image in several ways, the file first, then as it is made. */
  private List<Way> ways(Kind kind) throws InterruptedException {
    Path whole = write(kind, "whole", GRID.window());
    Path left = write(kind, "left", new Window(0, 0, 210, HEIGHT));
    Path right = write(kind, "right", new Window(190, 0, WIDTH - 190, HEIGHT));
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("file", GeoTiff.open(whole)));
    ways.add(new Way("made in code", new Part(kind, image(kind), GRID.window())));
    Mosaic mosaic =
        Mosaic.of(
            List.of(source(left), source(right)),
            GRID,
            new MosaicMethod.First(),
            WarpOptions.defaults());
    ways.add(new Way("mosaic", mosaic));
    ways.add(new Way("warped", WarpedRaster.of(GeoTiff.open(whole), GRID, WarpOptions.defaults())));
    return ways;
  }

  /** Everything that the verbs give, as one text for each. */
  private static List<String> answers(Raster raster, ReadOptions options) {
    RasterReader reader = new RasterReader(raster, options);
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();
    Bounds bounds = new Bounds(501000, 5298000, 502500, 5299500);
    double[] centre = {502000, 5298500};
    UTM.toLonLat(centre, 1);
    Tile tile = set.tileAtLonLat(centre[0], centre[1], 14).orElseThrow();
    Geometry zone =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(501203, 5299107),
                  new Coordinate(502955, 5298807),
                  new Coordinate(501555, 5297607),
                  new Coordinate(501203, 5299107)
                });
    List<String> answers = new ArrayList<>();
    answers.add(text("tile", reader.tile(set, tile)));
    answers.add(text("tile with a border", reader.tile(set, tile, 200, 3)));
    answers.add(text("part", reader.part(bounds, UTM, Optional.empty(), new OutputSize.Native())));
    answers.add(
        text(
            "part in degrees",
            reader.part(bounds, UTM, Optional.of(WGS84), new OutputSize.Exactly(130, 111))));
    answers.add(
        text(
            "part in Mercator",
            reader.part(bounds, UTM, Optional.of(MERCATOR), new OutputSize.Native())));
    answers.add(text("preview", reader.preview(WIDTH)));
    answers.add(
        text("feature", reader.feature(zone, UTM, Optional.empty(), new OutputSize.Native())));
    answers.add(
        text(
            "feature in Mercator",
            reader.feature(zone, UTM, Optional.of(MERCATOR), new OutputSize.Native())));
    for (double x = 500105; x < 504000; x += 310) {
      PointValues point = reader.point(x, 5298605, UTM);
      StringBuilder values = new StringBuilder("point " + x);
      for (int band = 0; band < point.bands().size(); band++) {
        values.append(' ').append(point.valid().get(band) ? "" + point.values().get(band) : "-");
      }
      answers.add(values.toString());
    }
    answers.add(reader.statistics(StatisticsOptions.defaults()).toString());
    answers.add(reader.statistics(zone, UTM, StatisticsOptions.defaults()).toString());
    return answers;
  }

  /** Grid, band names, and values where they are valid. */
  private static String text(String what, Pixels pixels) {
    StringBuilder text = new StringBuilder(what).append(' ').append(pixels.grid());
    for (int band = 0; band < pixels.bands().size(); band++) {
      text.append(pixels.bands().get(band).name()).append(pixels.bands().get(band).palette());
      PixelBlock values = pixels.values().get(band);
      for (int i = 0; i < values.size(); i++) {
        text.append(' ').append(pixels.isValid(band, i) ? "" + values.get(i) : "-");
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void everyWayGivesTheSame(Kind kind) throws InterruptedException {
    List<ReadOptions> options = new ArrayList<>();
    options.add(ReadOptions.defaults());
    if (kind != Kind.PALETTE) {
      options.add(ReadOptions.defaults().withResampling(Resampling.CUBIC).withBands(1));
      options.add(ReadOptions.defaults().withExpressions("b1 * 2; where(b1 > 3100, b1, 0)"));
      options.add(ReadOptions.defaults().withUnscaled(true));
    }
    List<Way> ways = ways(kind);
    for (ReadOptions option : options) {
      List<String> expected = answers(ways.getFirst().raster(), option);
      assertThat(expected)
          .anyMatch(text -> text.contains(" - -"))
          .allMatch(text -> !text.isEmpty());
      for (Way way : ways) {
        List<String> actual = answers(way.raster(), option);
        for (int i = 0; i < expected.size(); i++) {
          String first = expected.get(i).substring(0, Math.min(60, expected.get(i).length()));
          assertThat(actual.get(i).equals(expected.get(i)))
              .as(
                  "%s of %s, %s: %s",
                  first, way.name(), option, difference(actual.get(i), expected.get(i)))
              .isTrue();
        }
      }
    }
    ways.forEach(way -> way.raster().close());
  }

  private static String difference(String actual, String expected) {
    int at = 0;
    while (at < Math.min(actual.length(), expected.length())
        && actual.charAt(at) == expected.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 60);
    return "..."
        + actual.substring(from, Math.min(actual.length(), at + 60))
        + "... and not ..."
        + expected.substring(from, Math.min(expected.length(), at + 60));
  }

  /** Coarse versions are means of what they stand for, so that previews are alike, not the same. */
  @ParameterizedTest
  @EnumSource(names = {"NO_DATA", "MASK", "ALPHA", "FLOAT_NAN"})
  void previewsFromOverviewsLookLikeThoseOfAllPixels(Kind kind) throws InterruptedException {
    ReadOptions options = ReadOptions.defaults().withResampling(Resampling.AVERAGE).withBands(1);
    List<Way> ways = ways(kind);
    assertThat(ways.getFirst().raster().overviews()).isNotEmpty();
    Pixels expected = new RasterReader(ways.get(1).raster(), options).preview(100);
    for (Way way : ways) {
      Pixels actual = new RasterReader(way.raster(), options).preview(100);
      int valid = 0;
      int differing = 0;
      for (int i = 0; i < expected.values().getFirst().size(); i++) {
        if (actual.isValid(0, i) != expected.isValid(0, i)) {
          differing++;
        } else if (actual.isValid(0, i)) {
          valid++;
          double difference =
              actual.values().getFirst().get(i) - expected.values().getFirst().get(i);
          differing += Math.abs(difference) > 2 ? 1 : 0;
        }
      }
      assertThat(valid).as(way.name()).isGreaterThan(6000);
      assertThat(differing).as(way.name()).isLessThan(valid / 100); // on the edges of holes
    }
    ways.forEach(way -> way.raster().close());
  }
}
