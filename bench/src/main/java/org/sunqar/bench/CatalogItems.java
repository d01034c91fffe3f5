// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/**
 * STAC items as an archive of Sentinel-2 has them, made by number: 14 assets, about 3.6 kB, boxes
 * of about a degree on a grid over 27..177 E and 42..75 N, eight years from July 2017, five
 * collections.
 */
final class CatalogItems {

  static final int COLLECTIONS = 5;
  static final double WEST = 27;
  static final double SOUTH = 42;
  static final double EAST = 178;
  static final double NORTH = 76;
  static final Instant START = Instant.parse("2017-07-14T00:00:00Z");
  static final long SECONDS = 250_000_000;

  private static final String[] BANDS = {
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12"
  };
  private static final String[] COMMON = {
    "coastal",
    "blue",
    "green",
    "red",
    "rededge071",
    "rededge075",
    "rededge078",
    "nir",
    "nir08",
    "nir09",
    "swir16",
    "swir22"
  };

  private CatalogItems() {}

  static String collection(int number) {
    return "sentinel-2-" + (char) ('a' + number);
  }

  /** The item of a number, the same each time. */
  static byte[] json(int number) {
    Random random = new Random(number * 7919L);
    int column = random.nextInt(150);
    int row = random.nextInt(33);
    double west = WEST + column + 0.05 * random.nextDouble();
    double south = SOUTH + row + 0.05 * random.nextDouble();
    Instant time = START.plus((long) (random.nextDouble() * SECONDS * 1000), ChronoUnit.MILLIS);
    String tile =
        String.format(
            Locale.ROOT,
            "%02d%c%c%c",
            35 + column / 6,
            'T' + row / 8 % 5,
            'A' + column % 24,
            'A' + row % 20);
    String satellite = random.nextBoolean() ? "2a" : "2b";
    String id = "S" + satellite.toUpperCase(Locale.ROOT) + "_" + tile + "_" + number;
    StringBuilder json = new StringBuilder(4096);
    json.append("{\"type\":\"Feature\",\"stac_version\":\"1.1.0\",\"stac_extensions\":[")
        .append("\"https://stac-extensions.github.io/eo/v2.0.0/schema.json\",")
        .append("\"https://stac-extensions.github.io/projection/v2.0.0/schema.json\",")
        .append("\"https://stac-extensions.github.io/view/v1.1.0/schema.json\"],\"id\":\"")
        .append(id)
        .append("\",\"collection\":\"")
        .append(collection(random.nextInt(COLLECTIONS)))
        .append("\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
    double lean = 0.1 * random.nextDouble();
    point(json, west + lean, south).append(',');
    point(json, west + 1, south + lean).append(',');
    point(json, west + 1 - lean, south + 1).append(',');
    point(json, west, south + 1 - lean).append(',');
    point(json, west + lean, south).append("]]},\"bbox\":[");
    number(json, west).append(',');
    number(json, south).append(',');
    number(json, west + 1).append(',');
    number(json, south + 1);
    json.append("],\"properties\":{\"datetime\":\"")
        .append(time)
        .append("\",\"platform\":\"sentinel-")
        .append(satellite)
        .append("\",\"constellation\":\"sentinel-2\",\"instruments\":[\"msi\"],\"gsd\":10,")
        .append("\"eo:cloud_cover\":");
    // a third without clouds worth telling, as it is
    number(json, random.nextInt(3) == 0 ? 0 : 100 * random.nextDouble());
    json.append(",\"proj:code\":\"EPSG:326").append(35 + column / 6).append("\",");
    json.append("\"grid:code\":\"MGRS-").append(tile).append("\",\"view:sun_azimuth\":");
    number(json, 140 + 40 * random.nextDouble()).append(",\"view:sun_elevation\":");
    number(json, 10 + 50 * random.nextDouble())
        .append(",\"processing:level\":\"L2A\"},\"links\":[],\"assets\":{");
    String base = "https://data.example.org/sentinel-2-l2a/" + tile + "/" + id + "/";
    for (int i = 0; i < BANDS.length; i++) {
      int size = i % 3 == 0 ? 10980 : 5490;
      json.append('"').append(BANDS[i]).append("\":{\"href\":\"").append(base).append(BANDS[i]);
      json.append(".tif\",\"type\":\"image/tiff; application=geotiff; profile=cloud-optimized\",");
      json.append("\"proj:shape\":[").append(size).append(',').append(size);
      json.append("],\"roles\":[\"data\"],\"bands\":[{\"name\":\"").append(BANDS[i]);
      json.append("\",\"eo:common_name\":\"").append(COMMON[i]).append("\"}]},");
    }
    json.append("\"thumbnail\":{\"href\":\"").append(base).append("preview.jpg\",");
    json.append("\"type\":\"image/jpeg\",\"roles\":[\"thumbnail\"]},\"metadata\":{\"href\":\"");
    json.append(base).append("metadata.xml\",\"type\":\"application/xml\",");
    json.append("\"roles\":[\"metadata\"]}}}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder point(StringBuilder json, double x, double y) {
    json.append('[');
    number(json, x).append(',');
    return number(json, y).append(']');
  }

  private static StringBuilder number(StringBuilder json, double value) {
    return json.append(Math.round(value * 1e6) / 1e6);
  }
}
