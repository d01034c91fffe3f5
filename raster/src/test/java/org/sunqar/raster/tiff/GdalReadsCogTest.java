// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.webp.Webp;

/**
 * Pictures, encodings with losses, and what is said about images and bands, as GDAL reads it. All
 * files are looked at by one process.
 */
@Tag("gdal")
class GdalReadsCogTest {

  private static final int WIDTH = 200;
  private static final int HEIGHT = 170;

  /** Columns in which alpha is 0; WebP with losses keeps no colours there, and mixes 16 beside. */
  private static final int TRANSPARENT = 40;

  private static final Grid NORTH_UP = TestRasters.grid(WIDTH, HEIGHT);

  private static final Grid ROTATED =
      new Grid(Crs.ofEpsg(32632), new Affine(8, 3, 5e5, 2, -9, 5e6), WIDTH, HEIGHT);

  private static final Grid PIXELS =
      new Grid(Crs.UNKNOWN, new Affine(1, 0, 0, 0, 1, 0), WIDTH, HEIGHT);

  private static final List<BandInfo> GRAY = List.of(color(ColorInterpretation.GRAY));

  private static final List<BandInfo> RGB =
      List.of(
          color(ColorInterpretation.RED),
          color(ColorInterpretation.GREEN),
          color(ColorInterpretation.BLUE));

  private static final List<BandInfo> RGBA =
      Stream.concat(RGB.stream(), Stream.of(color(ColorInterpretation.ALPHA))).toList();

  private static final CogWriter.Options SMALL = CogWriter.Options.defaults().withBlockSize(64);

  @TempDir static Path folder;

  private static final Map<String, JsonNode> SEEN = new LinkedHashMap<>();

  private static BandInfo color(ColorInterpretation color) {
    return BandInfo.of("", PixelType.UINT8).withColor(color);
  }

  private static PixelBlock picture(PixelType type, int band) {
    PixelBlock block = PixelBlock.of(type, WIDTH, HEIGHT);
    boolean alpha = band == 3;
    for (int i = 0; i < block.size(); i++) {
      double x = i % WIDTH;
      int y = i / WIDTH;
      double smooth = 128 + 90 * Math.sin(x * 0.05 + band) * Math.cos(y * 0.04);
      block.set(i, alpha ? (x < TRANSPARENT ? 0 : 255) : smooth);
    }
    return block;
  }

  private static PixelBlock.Bytes mask() {
    PixelBlock.Bytes mask = (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, WIDTH, HEIGHT);
    for (int i = 0; i < mask.size(); i++) {
      mask.set(i, i % WIDTH > 150 && i / WIDTH < 60 ? 0 : 255);
    }
    return mask;
  }

  private static final GroundControl CONTROL =
      new GroundControl(
          Crs.ofEpsg(4326),
          List.of(
              new GroundControl.Point(0, 0, 67.5, 48.25, 100),
              new GroundControl.Point(199.5, 0, 68.5, 48.25, 0),
              new GroundControl.Point(0, 160, 67.5, 47.25, 5)));

  private static final Rpc RPC =
      new Rpc(
          -1, -1, 100, 90, 48, 67, 500, 110, 95, 0.5, 0.6, 400, terms(0), terms(1), terms(2),
          terms(3));

  private static List<Double> terms(int set) {
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      terms.add(i * 0.25 - set * 1e-7);
    }
    return terms;
  }

  private static List<Integer> palette() {
    List<Integer> palette = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      palette.add(0xff000000 | i << 16 | (255 - i) << 8 | i / 2);
    }
    return palette;
  }

  private static BandInfo described(String name) {
    return BandInfo.of(name, PixelType.INT16, -9999).withScale(1e-4, 0.5).withUnit("W/m²");
  }

  @BeforeAll
  static void writeAndLook() throws IOException {
    List<String> names = new ArrayList<>();
    for (Compression compression : List.of(Compression.JPEG, Compression.WEBP)) {
      CogWriter.Options how = SMALL.withEncoding(Encoding.of(compression, 90));
      if (compression == Compression.JPEG) {
        names.add(write("jpeg-gray", NORTH_UP, GRAY, how, false));
        names.add(write("jpeg-gray-mask", NORTH_UP, GRAY, how, true));
      } else if (!Webp.isAvailable()) {
        continue;
      } else {
        names.add(write("webp-rgba", NORTH_UP, RGBA, how, false));
        CogWriter.Options exact = SMALL.withEncoding(Encoding.of(Compression.WEBP_LOSSLESS));
        names.add(write("webp_lossless-rgb", NORTH_UP, RGB, exact, false));
        names.add(write("webp_lossless-rgb-mask", NORTH_UP, RGB, exact, true));
        names.add(write("webp_lossless-rgba", NORTH_UP, RGBA, exact, false));
      }
      String start = compression.name().toLowerCase(Locale.ROOT);
      names.add(write(start + "-rgb", NORTH_UP, RGB, how, false));
      names.add(write(start + "-rgb-mask", NORTH_UP, RGB, how, true));
    }
    for (Compression lerc :
        List.of(Compression.LERC, Compression.LERC_DEFLATE, Compression.LERC_ZSTD)) {
      CogWriter.Options how = SMALL.withEncoding(Encoding.of(lerc).withMaxError(0.5));
      for (PixelType type : List.of(PixelType.FLOAT32, PixelType.FLOAT64, PixelType.INT16)) {
        List<BandInfo> bands = List.of(BandInfo.of("", type), BandInfo.of("", type));
        names.add(write("lerc-" + lerc + "-" + type, NORTH_UP, bands, how, false));
      }
    }
    names.add(
        write("palette", NORTH_UP, List.of(GRAY.getFirst().withPalette(palette())), SMALL, false));
    for (Interleave interleave : Interleave.values()) {
      CogWriter.Options how = SMALL.withInterleave(interleave);
      names.add(write("rgba-" + interleave, NORTH_UP, RGBA, how, false));
    }
    names.add(write("rotated", ROTATED, GRAY, SMALL, false));
    names.add(write("points", PIXELS, GRAY, SMALL, false));
    names.add(
        write(
            "described",
            NORTH_UP,
            List.of(described("ndvi <1> & \"2\""), described("días")),
            SMALL.withStatistics(),
            false));
    look(names);
  }

  private static String write(
      String name, Grid grid, List<BandInfo> bands, CogWriter.Options how, boolean masked) {
    Map<String, String> items = Map.of("A&B", "1 < 2", "TIFFTAG_SOFTWARE", "made");
    try (CogWriter writer =
        CogWriter.create(folder.resolve(name + ".tif"), grid, bands, items, how)) {
      for (int i = 0; i < bands.size(); i++) {
        writer.write(grid.window(), i + 1, picture(bands.get(i).type(), i));
      }
      if (masked) {
        writer.writeMask(grid.window(), mask());
      }
      if (grid.equals(PIXELS)) {
        writer.writeGroundControl(CONTROL);
        writer.writeRpc(RPC);
      }
      writer.finish();
    }
    return name;
  }

  private static void look(List<String> names) throws IOException {
    String code;
    try (InputStream in =
        Objects.requireNonNull(GdalReadsCogTest.class.getResourceAsStream("describe_cogs.py"))) {
      code = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder input = new StringBuilder();
    names.forEach(name -> input.append(folder.resolve(name + ".tif")).append('\n'));
    List<String> lines = Gdal.python("osgeo", code, input.toString()).lines().toList();
    assertThat(lines).hasSameSizeAs(names);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode seen = new ObjectMapper().readTree(lines.get(i));
      assertThat(seen.has("failure")).as("%s: %s", names.get(i), seen).isFalse();
      SEEN.put(names.get(i), seen);
    }
  }

  private static JsonNode seen(String name) {
    return Optional.ofNullable(SEEN.get(name)).orElseThrow(() -> new AssertionError(name));
  }

  /** The greatest difference of each band between what GDAL reads and what was written. */
  private static double[] differences(String name, PixelType type, int bands) throws IOException {
    DoubleBuffer pixels = pixels(name);
    double[] worst = new double[bands];
    for (int band = 0; band < bands; band++) {
      PixelBlock written = picture(type, band);
      for (int i = 0; i < written.size(); i++) {
        double difference = Math.abs(pixels.get() - written.get(i));
        boolean hidden = name.equals("webp-rgba") && band < 3 && i % WIDTH < TRANSPARENT + 16;
        worst[band] = hidden ? worst[band] : Math.max(worst[band], difference);
      }
    }
    return worst;
  }

  private static DoubleBuffer pixels(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".tif.pixels")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer();
  }

  private static List<String> colors(String name) {
    return Stream.of(seen(name).get("bands"))
        .flatMap(bands -> bands.valueStream())
        .map(band -> band.get("color").asText())
        .toList();
  }

  @Test
  void picturesAreThoseThatWereWritten() throws IOException {
    for (String name : SEEN.keySet()) {
      boolean picture = name.startsWith("jpeg") || name.startsWith("webp");
      if (!picture) {
        continue;
      }
      int bands = seen(name).get("bands").size();
      assertThat(bands)
          .as(name)
          .isEqualTo(name.contains("rgba") ? 4 : name.contains("rgb") ? 3 : 1);
      // at edges too, where a tile goes on beyond the image
      double most = name.startsWith("webp_lossless") ? 0 : name.contains("gray") ? 6 : 10;
      for (double difference : differences(name, PixelType.UINT8, bands)) {
        assertThat(difference).as(name).isLessThanOrEqualTo(most);
      }
      List<String> expected = List.of("Red", "Green", "Blue", "Alpha");
      assertThat(colors(name))
          .as(name)
          .isEqualTo(bands == 1 ? List.of("Gray") : expected.subList(0, bands));
      JsonNode structure = seen(name).get("structure");
      assertThat(structure.get("COMPRESSION").asText())
          .as(name)
          .isEqualTo(
              name.startsWith("webp") ? "WEBP" : name.contains("rgb") ? "YCbCr JPEG" : "JPEG");
      assertThat(seen(name).get("bands").get(0).get("overviews").asInt()).isEqualTo(2);
    }
  }

  @Test
  void masksAreThoseThatWereWritten() throws IOException {
    for (String name : SEEN.keySet()) {
      JsonNode bands = seen(name).get("bands");
      if (!name.endsWith("-mask")) {
        assertThat(bands.get(0).get("maskFlags").asInt() & 2)
            .as("%s has a mask only with an alpha band", name)
            .isEqualTo(name.contains("rgba") ? 2 : 0);
        continue;
      }
      assertThat(bands.get(0).get("maskFlags").asInt()).as(name).isEqualTo(2);
      DoubleBuffer pixels = pixels(name);
      pixels.position(bands.size() * WIDTH * HEIGHT);
      PixelBlock.Bytes mask = mask();
      for (int i = 0; i < mask.size(); i++) {
        double seen = pixels.get();
        if (seen != mask.get(i)) {
          assertThat(seen).as("%s, pixel %d", name, i).isEqualTo(mask.get(i));
        }
      }
    }
  }

  @Test
  void lercKeepsItsGreatestError() throws IOException {
    for (String name : SEEN.keySet()) {
      if (name.startsWith("lerc")) {
        PixelType type = PixelType.valueOf(name.replaceAll(".*-", ""));
        double rounding = type == PixelType.FLOAT32 ? 1e-4 : 1e-9;
        for (double difference : differences(name, type, 2)) {
          assertThat(difference).as(name).isLessThanOrEqualTo(0.5 + rounding);
          assertThat(difference == 0)
              .as("%s: within 0.5 of an integer is that integer", name)
              .isEqualTo(!type.isFloat());
        }
        assertThat(seen(name).get("structure").get("COMPRESSION").asText())
            .isEqualTo(name.split("-", -1)[1]);
      }
    }
  }

  @Test
  void palettesAndAlphaAreRead() throws IOException {
    JsonNode table = seen("palette").get("bands").get(0).get("palette");
    List<Integer> palette = new ArrayList<>();
    for (JsonNode entry : table) {
      palette.add(
          entry.get(3).asInt() << 24
              | entry.get(0).asInt() << 16
              | entry.get(1).asInt() << 8
              | entry.get(2).asInt());
    }
    assertThat(palette).isEqualTo(palette());
    assertThat(colors("palette")).containsExactly("Palette");
    assertThat(differences("palette", PixelType.UINT8, 1)).containsOnly(0);
    for (Interleave interleave : Interleave.values()) {
      String name = "rgba-" + interleave;
      assertThat(colors(name)).containsExactly("Red", "Green", "Blue", "Alpha");
      assertThat(differences(name, PixelType.UINT8, 4)).containsOnly(0);
      assertThat(seen(name).get("structure").get("INTERLEAVE").asText())
          .isEqualTo(interleave.name());
    }
  }

  @Test
  void positionsAreRead() {
    assertThat(numbers(seen("rotated").get("transform")))
        .containsExactly(5e5, 8.0, 3.0, 5e6, 2.0, -9.0);
    assertThat(seen("rotated").get("epsg").asText()).isEqualTo("32632");
    assertThat(numbers(seen("jpeg-rgb").get("transform")))
        .containsExactly(399960.0, 10.0, 0.0, 5300040.0, 0.0, -10.0);
    assertThat(seen("points").get("transform")).isEmpty();
    assertThat(seen("points").get("epsg").asText()).isEqualTo("4326");
    JsonNode points = seen("points").get("gcps");
    assertThat(points).hasSize(3);
    for (int i = 0; i < 3; i++) {
      GroundControl.Point p = CONTROL.points().get(i);
      assertThat(numbers(points.get(i)))
          .containsExactly(p.col(), p.row(), p.x(), p.y(), p.height());
    }
    JsonNode rpc = seen("points").get("rpc");
    assertThat(rpc.get("LINE_OFF").asDouble()).isEqualTo(RPC.rowOffset());
    assertThat(rpc.get("SAMP_OFF").asDouble()).isEqualTo(RPC.colOffset());
    assertThat(rpc.get("LAT_OFF").asDouble()).isEqualTo(RPC.latOffset());
    assertThat(rpc.get("LONG_OFF").asDouble()).isEqualTo(RPC.lonOffset());
    assertThat(rpc.get("HEIGHT_OFF").asDouble()).isEqualTo(RPC.heightOffset());
    assertThat(rpc.get("LINE_SCALE").asDouble()).isEqualTo(RPC.rowScale());
    assertThat(rpc.get("SAMP_SCALE").asDouble()).isEqualTo(RPC.colScale());
    assertThat(rpc.get("LAT_SCALE").asDouble()).isEqualTo(RPC.latScale());
    assertThat(rpc.get("LONG_SCALE").asDouble()).isEqualTo(RPC.lonScale());
    assertThat(rpc.get("HEIGHT_SCALE").asDouble()).isEqualTo(RPC.heightScale());
    assertTerms(rpc, "LINE_NUM_COEFF", RPC.rowNumerator());
    assertTerms(rpc, "LINE_DEN_COEFF", RPC.rowDenominator());
    assertTerms(rpc, "SAMP_NUM_COEFF", RPC.colNumerator());
    assertTerms(rpc, "SAMP_DEN_COEFF", RPC.colDenominator());
  }

  private static void assertTerms(JsonNode rpc, String name, List<Double> expected) {
    List<Double> terms =
        Stream.of(rpc.get(name).asText().trim().split(" +", -1)).map(Double::valueOf).toList();
    assertThat(terms).as(name).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(terms.get(i)).as(name).isCloseTo(expected.get(i), within(1e-12)); // of its text
    }
  }

  private static List<Double> numbers(JsonNode array) {
    return array.valueStream().map(JsonNode::asDouble).toList();
  }

  @Test
  void whatIsSaidAboutBandsIsRead() throws IOException {
    JsonNode bands = seen("described").get("bands");
    List<String> names = List.of("ndvi <1> & \"2\"", "días");
    for (int b = 0; b < 2; b++) {
      JsonNode band = bands.get(b);
      assertThat(band.get("description").asText()).isEqualTo(names.get(b));
      assertThat(band.get("scale").asDouble()).isEqualTo(1e-4);
      assertThat(band.get("offset").asDouble()).isEqualTo(0.5);
      assertThat(band.get("unit").asText()).isEqualTo("W/m²");
      assertThat(band.get("noData").asDouble()).isEqualTo(-9999);
      PixelBlock image = picture(PixelType.INT16, b);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < image.size(); i++) {
        sum += image.get(i);
        squares += image.get(i) * image.get(i);
      }
      double mean = sum / image.size();
      JsonNode items = band.get("metadata");
      assertThat(items.get("STATISTICS_MEAN").asDouble()).isCloseTo(mean, within(1e-9));
      assertThat(items.get("STATISTICS_STDDEV").asDouble())
          .isCloseTo(Math.sqrt(squares / image.size() - mean * mean), within(1e-6));
      assertThat(items.get("STATISTICS_VALID_PERCENT").asText()).isEqualTo("100");
    }
    JsonNode items = seen("described").get("metadata");
    assertThat(items.get("A&B").asText()).isEqualTo("1 < 2");
    assertThat(items.get("TIFFTAG_SOFTWARE").asText()).isEqualTo("made");
    assertThat(differences("described", PixelType.INT16, 2)).containsOnly(0);
  }
}
