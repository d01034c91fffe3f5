// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.GdalChecksum;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Says of an open file what the script {@code gdal_matrix.py} says of it with GDAL, as lines. */
final class GdalFacts {

  private final List<String> facts = new ArrayList<>();

  private static final String PYTHON = "/usr/bin/python3";

  /**
   * Runs the script; the test is skipped where Python or GDAL's module for it is absent.
   *
   * @param folder for the script and what it writes
   * @return what GDAL says, by file
   */
  static Map<String, List<String>> ofScript(Path folder, String... arguments) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed, test skipped");
    String find = "import importlib.util as u; print(all(map(u.find_spec, ('numpy', 'osgeo'))))";
    Assumptions.assumeTrue(
        Gdal.run("", PYTHON, "-c", find).startsWith("True"),
        "python3-numpy or python3-gdal is not installed, test skipped");
    Path script = folder.resolve("gdal_matrix.py");
    try (InputStream in = GdalFacts.class.getResourceAsStream("gdal_matrix.py")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
    command.addAll(List.of(arguments));
    Gdal.run("", command.toArray(String[]::new));
    Map<String, List<String>> expected = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("expected.txt"))) {
      if (line.startsWith("file\t")) {
        current = new ArrayList<>();
        expected.put(line.substring(5), current);
      } else {
        current.add(line);
      }
    }
    return expected;
  }

  /** Where GDAL says other things of a file than we do: one text, or none. */
  static List<String> differences(String file, List<String> gdal, List<String> ours) {
    List<String> missing = new ArrayList<>(normalised(gdal));
    List<String> found = new ArrayList<>(normalised(ours));
    if (missing.stream().noneMatch(fact -> fact.startsWith("maskoverview"))) {
      found.removeIf(fact -> fact.startsWith("maskoverview")); // made from the whole mask here
    }
    List<String> both = new ArrayList<>(found);
    both.retainAll(missing);
    missing.removeAll(both);
    found.removeAll(both);
    return missing.isEmpty() && found.isEmpty()
        ? List.of()
        : List.of(file + ": GDAL says " + missing + ", we " + found);
  }

  static List<String> of(GeoTiff tiff) {
    GdalFacts facts = new GdalFacts();
    facts.image(tiff);
    for (int band = 1; band <= tiff.bandCount(); band++) {
      facts.band(tiff, band);
    }
    if (tiff.hasMask()) {
      facts.add("mask", maskChecksum(tiff));
      for (int level = 0; level < tiff.overviews().size(); level++) {
        facts.add("maskoverview", level, maskChecksum(tiff.overviews().get(level)));
      }
    }
    return facts.facts;
  }

  private void add(Object... items) {
    facts.add(String.join("\t", java.util.Arrays.stream(items).map(Object::toString).toList()));
  }

  private void image(GeoTiff tiff) {
    add("size", tiff.grid().width(), tiff.grid().height(), tiff.bandCount());
    Affine a = tiff.grid().affine();
    if (!a.equals(new Affine(1, 0, 0, 0, 1, 0))) {
      add("transform", a.c(), a.a(), a.b(), a.f(), a.d(), a.e());
    }
    Crs crs = tiff.grid().crs();
    crs.epsg().ifPresent(code -> add("epsg", code));
    new TreeMap<>(tiff.structure())
        .forEach((key, value) -> {
          if (!key.equals("MAGNITUDE_OF")) {
            add("structure", key, value);
          }
        });
    new TreeMap<>(tiff.metadata()).forEach((key, value) -> add("item", key, value));
    tiff.groundControl()
        .map(GroundControl::points)
        .orElse(List.of())
        .forEach(p -> add("point", p.col(), p.row(), p.x(), p.y(), p.height()));
    tiff.rpc().ifPresent(this::rpc);
  }

  private void rpc(Rpc rpc) {
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("ERR_BIAS", rpc.errorBias());
    numbers.put("ERR_RAND", rpc.errorRandom());
    numbers.put("LINE_OFF", rpc.rowOffset());
    numbers.put("SAMP_OFF", rpc.colOffset());
    numbers.put("LAT_OFF", rpc.latOffset());
    numbers.put("LONG_OFF", rpc.lonOffset());
    numbers.put("HEIGHT_OFF", rpc.heightOffset());
    numbers.put("LINE_SCALE", rpc.rowScale());
    numbers.put("SAMP_SCALE", rpc.colScale());
    numbers.put("LAT_SCALE", rpc.latScale());
    numbers.put("LONG_SCALE", rpc.lonScale());
    numbers.put("HEIGHT_SCALE", rpc.heightScale());
    numbers.put("LINE_NUM_COEFF", joined(rpc.rowNumerator()));
    numbers.put("LINE_DEN_COEFF", joined(rpc.rowDenominator()));
    numbers.put("SAMP_NUM_COEFF", joined(rpc.colNumerator()));
    numbers.put("SAMP_DEN_COEFF", joined(rpc.colDenominator()));
    numbers.forEach((key, value) -> add("rpc", key, value));
  }

  private static String joined(List<Double> values) {
    return String.join(" ", values.stream().map(v -> Double.toString(v)).toList());
  }

  private void band(GeoTiff tiff, int number) {
    BandInfo band = tiff.bands().get(number - 1);
    add(
        "band",
        number,
        gdalName(band.type()),
        band.color().gdalName(),
        band.noData().isPresent() ? band.noData().getAsDouble() : "",
        band.scale(),
        band.offset(),
        band.unit(),
        band.name(),
        checksum(tiff, number));
    new TreeMap<>(band.metadata()).forEach((key, value) -> add("banditem", number, key, value));
    if (!band.palette().isEmpty()) {
      add("palette", String.join(",", band.palette().stream().map("%08x"::formatted).toList()));
    }
    for (int level = 0; level < tiff.overviews().size(); level++) {
      GeoTiff overview = tiff.overviews().get(level);
      add(
          "overview",
          number,
          level,
          overview.grid().width(),
          overview.grid().height(),
          checksum(overview, number));
    }
  }

  private static String gdalName(PixelType type) {
    return switch (type) {
      case UINT8 -> "Byte";
      case UINT16, UINT32, UINT64 -> "UInt" + 8 * type.bytes();
      case INT8, INT16, INT32, INT64 -> "Int" + 8 * type.bytes();
      case FLOAT32, FLOAT64 -> "Float" + 8 * type.bytes();
    };
  }

  /** GDAL before 3.7 takes signed bytes for unsigned ones. */
  private static int checksum(GeoTiff tiff, int band) {
    if (tiff.type() != PixelType.INT8) {
      return GdalChecksum.of(tiff, band);
    }
    PixelBlock all = tiff.read(tiff.grid().window(), band);
    GdalChecksum checksum = new GdalChecksum(all.width());
    checksum.add(
        new PixelBlock.Bytes(PixelType.UINT8, all.width(), all.height(), (byte[]) all.array()),
        0,
        0);
    return checksum.value();
  }

  private static int maskChecksum(GeoTiff tiff) {
    Window window = tiff.grid().window();
    GdalChecksum checksum = new GdalChecksum(window.width());
    checksum.add(tiff.readMask(window), 0, 0);
    return checksum.value();
  }

  /** The same lines with numbers written alike, for comparison. */
  private static List<String> normalised(List<String> lines) {
    return lines.stream().map(GdalFacts::normalised).sorted().toList();
  }

  private static String normalised(String line) {
    String[] parts = line.split("\t", -1);
    if (parts[0].equals("item") || parts[0].equals("banditem") || parts[0].equals("palette")) {
      return line;
    }
    for (int i = 1; i < parts.length; i++) {
      String[] words = parts[i].split(" ", -1);
      for (int w = 0; w < words.length; w++) {
        words[w] = number(words[w]);
      }
      parts[i] = String.join(" ", words);
    }
    return String.join("\t", parts);
  }

  /** Twelve digits: GDAL prints coefficients with fewer than a double has. */
  private static String number(String word) {
    if (!word.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
      return word.equalsIgnoreCase("nan") ? "nan" : word;
    }
    return String.format(Locale.ROOT, "%.11e", Double.parseDouble(word) + 0.0);
  }

  private GdalFacts() {}
}
