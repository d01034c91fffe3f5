// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A small map: the outlines of the land, and shapes on it, in longitude and latitude. The region is
 * that of the shapes and as much around it that one sees where it is. A shape whose west is beyond
 * its east crosses the antimeridian.
 *
 * <p>Known limits: the land is that of Natural Earth at 1:110 million, so that small islands are
 * not there; within 3 degrees of a pole everything is too wide.
 */
final class LandMap {

  /** A map shows at least so much (degrees of latitude). */
  private static final double LEAST_HEIGHT = 16;

  /** More points than this do not show in a map of this size. */
  private static final int MAX_POINTS = 5000;

  private final PageAddress page;
  private final String description;
  private final List<String> paths = new ArrayList<>();
  private double west = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;
  private double south = Double.POSITIVE_INFINITY;
  private double north = Double.NEGATIVE_INFINITY;

  /**
   * @param description what a reader who cannot see the map should know
   */
  LandMap(PageAddress page, String description) {
    this.page = page;
    this.description = description;
  }

  /** A box of four or six numbers, as in GeoJSON; anything else is left out. */
  LandMap box(JsonNode bbox) {
    numbers(bbox)
        .ifPresent(b -> {
          double right = b[2] < b[0] ? b[2] + 360 : b[2];
          paths.add(
              "M%s %sH%sV%sH%sz"
                  .formatted(
                      number(b[0]), number(-b[1]), number(right), number(-b[3]), number(b[0])));
          reach(b[0], b[1]);
          reach(right, b[3]);
        });
    return this;
  }

  /**
   * A geometry of GeoJSON. Rings that lie at both ends of the world are brought together.
   *
   * @param bbox of the same shape, which says whether it crosses the antimeridian
   */
  LandMap geometry(JsonNode geometry, JsonNode bbox) {
    boolean crosses = numbers(bbox).filter(b -> b[2] < b[0]).isPresent();
    StringBuilder path = new StringBuilder();
    int points = draw(geometry, crosses, path, 0);
    if (points == 0 || points > MAX_POINTS) {
      return box(bbox);
    }
    paths.add(path.toString());
    return this;
  }

  /** The map; a world without shapes when nothing could be drawn. */
  Html drawing() {
    double[] region = region();
    double width = region[2] - region[0];
    double height = region[3] - region[1];
    double narrow = Math.max(0.2, Math.cos(Math.toRadians((region[1] + region[3]) / 2)));
    Html svg = new Html();
    svg.open(
        "svg",
        "class",
        "map",
        "role",
        "img",
        "aria-label",
        description,
        "viewBox",
        "0 0 " + number(width * narrow) + " " + number(height));
    svg.empty("rect", "class", "sea", "width", "100%", "height", "100%");
    svg.open(
        "g",
        "transform",
        "scale(%s 1) translate(%s %s)"
            .formatted(number(narrow), number(-region[0]), number(region[3])));
    for (int turn = -360; turn <= 360; turn += 360) {
      if (region[0] < turn + 200 && region[2] > turn - 200) {
        svg.empty(
            "use",
            "class",
            "land",
            "href",
            StaticFile.WORLD.address(page) + "#land",
            "x",
            Integer.toString(turn));
      }
    }
    graticule(svg, region);
    for (String path : paths) {
      svg.empty("path", "class", "shape", "d", path);
    }
    if (!paths.isEmpty() && (north - south) < height / 40 && (east - west) < width / 40) {
      marker(svg, narrow, height / 18);
    }
    svg.close(2);
    return svg;
  }

  /** A small drawing of the shapes alone; empty when there are none. */
  Optional<Html> sketch() {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    double narrow = Math.max(0.1, Math.cos(Math.toRadians((south + north) / 2)));
    double size = Math.max(Math.max((east - west) * narrow, north - south), 1e-4) * 1.16;
    double x = (west + east) / 2 - size / 2 / narrow;
    double y = -(south + north) / 2 - size / 2;
    Html svg = new Html();
    svg.open("svg", "class", "sketch", "aria-hidden", "true", "viewBox", "0 0 100 100");
    double scale = 100 / size;
    svg.open(
        "g",
        "transform",
        String.format(
            Locale.ROOT, "scale(%.6g %.6g) translate(%.6f %.6f)", scale * narrow, scale, -x, -y));
    paths.forEach(path -> svg.empty("path", "class", "shape", "d", path));
    svg.close(2);
    return Optional.of(svg);
  }

  private void marker(Html svg, double narrow, double radius) {
    svg.empty(
        "ellipse",
        "class",
        "marker",
        "cx",
        number((west + east) / 2),
        "cy",
        number(-(south + north) / 2),
        "rx",
        number(radius / narrow),
        "ry",
        number(radius));
  }

  private static void graticule(Html svg, double[] region) {
    double height = region[3] - region[1];
    int step = height > 90 ? 30 : height > 40 ? 10 : 5;
    double width = region[2] - region[0]; // a page may show more to the sides
    double west = region[0] - width;
    double east = region[2] + width;
    StringBuilder lines = new StringBuilder();
    for (double x = Math.ceil(west / step) * step; x <= east; x += step) {
      lines.append("M%s %sV%s".formatted(number(x), number(-region[1]), number(-region[3])));
    }
    for (double y = Math.ceil(region[1] / step) * step; y <= region[3]; y += step) {
      lines.append("M%s %sH%s".formatted(number(west), number(-y), number(east)));
    }
    svg.empty("path", "class", "graticule", "d", lines.toString());
  }

  /** West, south, east and north of what is shown. */
  private double[] region() {
    if (west > east || (east - west) >= 180) {
      double shift = west > east || (east - west) >= 340 ? 0 : Math.max(0, (west + east) / 2);
      return shift < 1
          ? new double[] {-180, -85, 180, 85}
          : new double[] {shift - 180, -85, shift + 180, 85};
    }
    double middle = Math.clamp((south + north) / 2, -82, 82);
    double narrow = Math.max(0.2, Math.cos(Math.toRadians(middle)));
    double height = Math.max(LEAST_HEIGHT, (north - south) * 1.6);
    double width = Math.max(height * 1.6, (east - west) * narrow * 1.4);
    height = Math.min(180, Math.max(height, width / 1.9));
    double half = Math.min(180, width / narrow / 2);
    double x = (west + east) / 2;
    double low = Math.clamp(middle - height / 2, -90, 90 - height);
    return new double[] {x - half, low, x + half, low + height};
  }

  private int draw(JsonNode geometry, boolean crosses, StringBuilder path, int depth) {
    JsonNode coordinates = geometry.path("coordinates");
    return switch (geometry.path("type").asText()) {
      case "Point" -> dot(coordinates, crosses, path);
      case "MultiPoint" -> each(coordinates, p -> dot(p, crosses, path));
      case "LineString" -> line(coordinates, crosses, false, path);
      case "MultiLineString" -> each(coordinates, l -> line(l, crosses, false, path));
      case "Polygon" -> each(coordinates, r -> line(r, crosses, true, path));
      case "MultiPolygon" -> each(coordinates, p -> each(p, r -> line(r, crosses, true, path)));
      case "GeometryCollection" ->
          depth > 4 ? 0 : each(geometry.path("geometries"), g -> draw(g, crosses, path, depth + 1));
      default -> 0;
    };
  }

  private interface Part {
    int points(JsonNode part);
  }

  private static int each(JsonNode list, Part part) {
    int points = 0;
    for (JsonNode element : list) {
      points += part.points(element);
      if (points > MAX_POINTS) {
        break;
      }
    }
    return points;
  }

  private int dot(JsonNode position, boolean crosses, StringBuilder path) {
    if (!isPosition(position)) {
      return 0;
    }
    double x = turned(position.get(0).doubleValue(), crosses);
    double y = position.get(1).doubleValue();
    reach(x, y);
    path.append("M%s %sh.01".formatted(number(x), number(-y)));
    return 1;
  }

  private int line(JsonNode positions, boolean crosses, boolean closed, StringBuilder path) {
    int points = 0;
    for (JsonNode position : positions) {
      if (!isPosition(position) || points > MAX_POINTS) {
        break;
      }
      double x = turned(position.get(0).doubleValue(), crosses);
      double y = position.get(1).doubleValue();
      reach(x, y);
      path.append(points == 0 ? 'M' : 'L').append(number(x)).append(' ').append(number(-y));
      points++;
    }
    if (closed && points > 0) {
      path.append('z');
    }
    return points;
  }

  private static double turned(double longitude, boolean crosses) {
    return crosses && longitude < 0 ? longitude + 360 : longitude;
  }

  private void reach(double x, double y) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }

  private static boolean isPosition(JsonNode node) {
    return node.isArray()
        && node.size() >= 2
        && node.get(0).isNumber()
        && node.get(1).isNumber()
        && Math.abs(node.get(0).doubleValue()) <= 720
        && Math.abs(node.get(1).doubleValue()) <= 90;
  }

  /** West, south, east and north, where they are four or six numbers that can be. */
  private static Optional<double[]> numbers(JsonNode bbox) {
    if (!bbox.isArray() || (bbox.size() != 4 && bbox.size() != 6)) {
      return Optional.empty();
    }
    int half = bbox.size() / 2;
    double[] box = new double[4];
    int[] from = {0, 1, half, half + 1};
    for (int i = 0; i < 4; i++) {
      JsonNode value = bbox.get(from[i]);
      if (!value.isNumber() || Math.abs(value.doubleValue()) > (i % 2 == 0 ? 720 : 90)) {
        return Optional.empty();
      }
      box[i] = value.doubleValue();
    }
    return box[1] > box[3] ? Optional.empty() : Optional.of(box);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
