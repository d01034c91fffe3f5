// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Both directions against GDAL, as its command-line programs see the files. */
@Tag("gdal")
class GdalTiffTest {

  private static final Path VALIDATOR_PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path folder;

  private Path write(List<PixelBlock> bands, double noData, CogWriter.Options how) {
    PixelBlock first = bands.getFirst();
    Path file = folder.resolve("ours.tif");
    List<BandInfo> infos = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      infos.add(BandInfo.of("band " + i, first.type(), noData).withScale(0.01, i));
    }
    Grid grid = TestRasters.grid(first.width(), first.height());
    try (CogWriter writer =
        CogWriter.create(file, grid, infos, Map.of("SENSOR", "a<b> & \"c\""), how)) {
      for (int band = 1; band <= bands.size(); band++) {
        writer.write(grid.window(), band, bands.get(band - 1));
      }
      writer.finish();
    }
    return file;
  }

  /** All bands of a file as GDAL reads them, native byte order, band after band. */
  private ByteBuffer raw(Path file) throws IOException {
    Path raw = folder.resolve("raw.bin");
    Gdal.run(
        "",
        "gdal_translate",
        "-q",
        "-of",
        "ENVI",
        "-co",
        "INTERLEAVE=BSQ",
        file.toString(),
        raw.toString());
    return ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.nativeOrder());
  }

  private static void assertSame(ByteBuffer raw, List<PixelBlock> bands) {
    for (PixelBlock band : bands) {
      for (int i = 0; i < band.size(); i++) {
        double value =
            switch (band.type()) {
              case UINT8 -> raw.get() & 0xff;
              case INT8 -> raw.get();
              case UINT16 -> raw.getShort() & 0xffff;
              case INT16 -> raw.getShort();
              case UINT32 -> raw.getInt() & 0xffffffffL;
              case INT32 -> raw.getInt();
              case UINT64, INT64 -> throw new AssertionError("not written raw");
              case FLOAT32 -> raw.getFloat();
              case FLOAT64 -> raw.getDouble();
            };
        if (Double.compare(value, band.get(i)) != 0) {
          assertThat(value).as("sample %d", i).isEqualTo(band.get(i));
        }
      }
    }
    assertThat(raw.remaining()).isZero();
  }

  /** Without 64-bit integers, which GDAL 3.6 cannot write raw. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UINT64", "INT64"})
  void gdalReadsWhatIsWritten(PixelType type) throws IOException {
    List<PixelBlock> bands = TestRasters.blocks(type, 150, 131, 2, 23);
    for (Compression compression :
        List.of(Compression.NONE, Compression.LZW, Compression.DEFLATE, Compression.ZSTD)) {
      boolean predictor = compression != Compression.NONE;
      CogWriter.Options how =
          CogWriter.Options.defaults()
              .withEncoding(new Encoding(compression, 5, predictor))
              .withBlockSize(64);
      Path file = write(bands, 1, how);
      assertSame(raw(file), bands);
      String info = Gdal.run("", "gdalinfo", "-json", file.toString());
      assertThat(info)
          .contains("\"LAYOUT\":\"COG\"")
          .contains("\"SENSOR\":\"a<b> & \\\"c\\\"\"")
          .contains("\"description\":\"band 1\"")
          .contains("\"scale\":0.01")
          .contains("\\\"EPSG\\\",32632")
          .containsPattern("\"size\":\\[\\s+75,\\s+66");
      assertThat(Gdal.run("", "gdalinfo", "-checksum", file.toString()))
          .contains("Overviews checksum")
          .contains("NoData Value=1\n")
          .contains("Origin = (399960.000000000000000,5300040.000000000000000)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void gdalsOwnCheckerCallsThemCogs(int count) {
    List<PixelBlock> bands = TestRasters.blocks(PixelType.INT16, 1500, 1100, count, 3);
    Path file = write(bands, -32768, CogWriter.Options.defaults());
    Assumptions.assumeTrue(
        Files.isExecutable(VALIDATOR_PYTHON)
            && Files.exists(
                Path.of(
                    "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_cloud_optimized_geotiff.py")),
        "python3-gdal is not installed, test skipped");
    String verdict =
        Gdal.run(
            "",
            VALIDATOR_PYTHON.toString(),
            "-m",
            "osgeo_utils.samples.validate_cloud_optimized_geotiff",
            "--full-check=yes",
            file.toString());
    assertThat(verdict)
        .contains("is a valid cloud optimized GeoTIFF")
        .doesNotContain("warning")
        .doesNotContain("error");
  }

  @Test
  void sparseFilesAreReadAsNoDataByGdalToo() {
    Path file = folder.resolve("sparse.tif");
    Grid grid = TestRasters.grid(600, 600);
    try (CogWriter writer =
        CogWriter.create(
            file,
            grid,
            List.of(BandInfo.of("", PixelType.FLOAT32, -1)),
            Map.of(),
            CogWriter.Options.defaults())) {
      PixelBlock one = PixelBlock.of(PixelType.FLOAT32, 1, 1);
      one.set(0, 42);
      writer.write(new Window(300, 300, 1, 1), 1, one);
      writer.finish();
    }
    String values =
        Gdal.run("300 300\n5 5\n301 300\n", "gdallocationinfo", "-valonly", file.toString());
    assertThat(values).isEqualTo("42\n-1\n-1\n");
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void readsEveryVariantThatGdalWrites(PixelType type) throws IOException {
    List<PixelBlock> bands = TestRasters.blocks(type, 150, 131, 3, 29);
    Path file = write(bands, 1, CogWriter.Options.defaults());
    String predictor = type.isFloat() ? "PREDICTOR=3" : "PREDICTOR=2";
    // GDAL 3.6 cannot read back its own big-endian files with predictor 3
    String integerPredictor = type.bytes() == 8 ? "PREDICTOR=1" : "PREDICTOR=2";
    List<List<String>> variants =
        new ArrayList<>(
            List.of(
                List.of("COMPRESS=NONE", "INTERLEAVE=PIXEL"),
                List.of("COMPRESS=NONE", "INTERLEAVE=BAND", "ENDIANNESS=BIG", "BIGTIFF=YES"),
                List.of("COMPRESS=PACKBITS", "INTERLEAVE=BAND", "BLOCKYSIZE=9"),
                List.of(
                    "COMPRESS=LZW",
                    "INTERLEAVE=PIXEL",
                    "TILED=YES",
                    "BLOCKXSIZE=32",
                    "BLOCKYSIZE=48"),
                List.of("COMPRESS=LZW", integerPredictor, "INTERLEAVE=BAND", "ENDIANNESS=BIG"),
                List.of(
                    "COMPRESS=DEFLATE",
                    integerPredictor,
                    "INTERLEAVE=PIXEL",
                    "ENDIANNESS=BIG",
                    "TILED=YES"),
                List.of("COMPRESS=DEFLATE", predictor, "INTERLEAVE=PIXEL", "BLOCKYSIZE=20"),
                List.of("COMPRESS=ZSTD", predictor, "INTERLEAVE=BAND", "TILED=YES", "BIGTIFF=YES"),
                List.of("COMPRESS=ZSTD", "INTERLEAVE=PIXEL")));
    if (type == PixelType.FLOAT32) {
      variants.add(List.of("COMPRESS=DEFLATE", "PREDICTOR=2", "INTERLEAVE=PIXEL"));
    }
    for (List<String> variant : variants) {
      Path made = folder.resolve("gdal.tif");
      List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
      variant.forEach(option -> command.addAll(List.of("-co", option)));
      command.addAll(List.of(file.toString(), made.toString()));
      Gdal.run("", command.toArray(String[]::new));
      try (GeoTiff tiff = GeoTiff.open(made)) {
        assertThat(tiff.grid()).isEqualTo(TestRasters.grid(150, 131));
        assertThat(tiff.bands().get(1))
            .isEqualTo(BandInfo.of("band 1", type, 1).withScale(0.01, 1));
        assertThat(tiff.metadata()).containsEntry("SENSOR", "a<b> & \"c\"");
        List<PixelBlock> read = tiff.read(tiff.grid().window());
        for (int band = 0; band < 3; band++) {
          TestRasters.assertSame(read.get(band), bands.get(band));
        }
      } catch (AssertionError e) {
        throw new AssertionError(variant + ": " + e.getMessage(), e);
      }
      Files.delete(made);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EPSG:31985",
        "EPSG:3035",
        "EPSG:4326",
        "+proj=sinu +R=6371007.181 +units=m",
        "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80",
        "+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +datum=NAD83",
        "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +ellps=GRS80",
        "+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +ellps=WGS84",
        "+proj=tmerc +lat_0=0 +lon_0=71.5 +k=1 +x_0=500000 +ellps=krass +towgs84=25,-141,-78.5,0,0.35,0.736,0"
      })
  void understandsTheGeoreferenceThatGdalWritesAndBack(String srs) {
    Path plain = folder.resolve("plain.tif");
    Gdal.run(
        "",
        "gdal_create",
        "-q",
        "-of",
        "GTiff",
        "-outsize",
        "5",
        "4",
        "-bands",
        "1",
        "-a_srs",
        srs,
        "-a_ullr",
        "10",
        "60",
        "15",
        "56",
        plain.toString());
    Crs crs;
    try (GeoTiff tiff = GeoTiff.open(plain)) {
      crs = tiff.grid().crs();
      assertThat(tiff.grid().affine()).isEqualTo(Affine.northUp(10, 60, 1, 1));
    }
    Path ours = folder.resolve("back.tif");
    Grid grid = new Grid(crs, Affine.northUp(10, 60, 1, 1), 5, 4);
    try (CogWriter writer =
        CogWriter.create(
            ours,
            grid,
            List.of(BandInfo.of("", PixelType.UINT8)),
            Map.of(),
            CogWriter.Options.defaults())) {
      writer.finish();
    }
    // the same point, by the original definition and by what GDAL makes of our keys
    String points =
        srs.equals("EPSG:31985") ? "300000 9000000\n500000 8e6\n" : "10 60\n300000 -200000\n";
    String expected =
        Gdal.run(points, "gdaltransform", "-s_srs", srs, "-t_srs", "EPSG:4326", "-output_xy");
    String wkt =
        Gdal.run("", "gdalsrsinfo", "-o", "wkt2", "--single-line", ours.toString()).strip();
    String actual =
        Gdal.run(points, "gdaltransform", "-s_srs", wkt, "-t_srs", "EPSG:4326", "-output_xy");
    assertThat(numbers(actual))
        .usingElementComparator(GdalTiffTest::nearly)
        .isEqualTo(numbers(expected));
    if (!crs.isGeographic()) {
      List<Double> input = numbers(points);
      double[] xy = input.stream().mapToDouble(Double::doubleValue).toArray();
      crs.toLonLat(xy, 2);
      assertThat(List.of(xy[0], xy[1], xy[2], xy[3]))
          .usingElementComparator(GdalTiffTest::nearly)
          .isEqualTo(numbers(expected));
    }
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      numbers.add(Double.parseDouble(word));
    }
    return numbers;
  }

  private static int nearly(Double a, Double b) {
    return Math.abs(a - b) < 1e-6 || a.equals(b) ? 0 : Double.compare(a, b);
  }

  @Test
  void pixelIsPointIsShiftedAsGdalDoesIt() {
    Path file = folder.resolve("point.tif");
    Gdal.run(
        "",
        "gdal_create",
        "-q",
        "-of",
        "GTiff",
        "-outsize",
        "5",
        "4",
        "-a_srs",
        "EPSG:32632",
        "-a_ullr",
        "500000",
        "60",
        "500050",
        "20",
        "-mo",
        "AREA_OR_POINT=Point",
        file.toString());
    try (GeoTiff tiff = GeoTiff.open(file)) {
      assertThat(tiff.grid().affine()).isEqualTo(Affine.northUp(500000, 60, 10, 10));
      assertThat(tiff.metadata()).containsEntry("AREA_OR_POINT", "Point");
    }
  }
}
