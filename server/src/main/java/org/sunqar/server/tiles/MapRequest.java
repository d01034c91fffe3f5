// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * What OGC API Maps asks for: an area, a size, a system and a ground.
 *
 * @param ground 0xAARRGGBB that is below everything
 */
record MapRequest(Grid grid, int ground) {

  static final Set<String> PARAMETERS =
      Set.of("bbox", "bbox-crs", "crs", "width", "height", "bgcolor", "transparent");

  /** Pixels on a side. */
  static final int MOST = 4096;

  private static final int USUAL = 1024;
  private static final Crs WGS84 = Crs.ofEpsg(4326);

  /** Where Web Mercator ends (degrees). */
  private static final double MERCATOR_END = 85.06;

  private static final Pattern CODE =
      Pattern.compile(
          "(?:https?://www\\.opengis\\.net/def/crs/EPSG/[0-9.]{1,8}/|EPSG:|\\[EPSG:|"
              + "urn:ogc:def:crs:EPSG:[0-9.]{0,8}:)(\\d{4,6})\\]?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CRS84 =
      Pattern.compile(
          "(?:https?://www\\.opengis\\.net/def/crs/OGC/[0-9.]{1,4}/|OGC:|\\[OGC:|"
              + "urn:ogc:def:crs:OGC:[0-9.]{0,4}:)CRS84\\]?",
          Pattern.CASE_INSENSITIVE);

  /** A system, and whether its first number is north. */
  private record Axes(Crs crs, boolean northFirst) {}

  /**
   * Reads parameters.
   *
   * @param extent longitudes and latitudes (degrees) that are meant without a bbox
   * @param transparent whether there is nothing below the picture unless it is said otherwise
   * @throws Problem 400
   */
  static MapRequest of(Request request, Optional<Bounds> extent, boolean transparent) {
    Axes axes = request.parameter("crs").map(MapRequest::axes).orElse(new Axes(WGS84, false));
    Bounds area;
    if (request.parameter("bbox").isPresent()) {
      Axes own = request.parameter("bbox-crs").map(MapRequest::axes).orElse(new Axes(WGS84, false));
      area = moved(bbox(request.parameter("bbox").get(), own), own.crs(), axes.crs());
    } else {
      Bounds whole =
          extent.orElseThrow(() -> Problem.badRequest("bbox", "there is nothing yet; say a bbox"));
      area = moved(wide(whole, axes.crs()), WGS84, axes.crs());
    }
    return new MapRequest(grid(area, axes.crs(), request), ground(request, transparent));
  }

  /** An area in longitude and latitude on so many pixels each way. */
  static Grid square(Bounds area, int pixels) {
    return new Grid(
        WGS84,
        Affine.northUp(
            area.minX(),
            area.maxY(),
            (area.maxX() - area.minX()) / pixels,
            (area.maxY() - area.minY()) / pixels),
        pixels,
        pixels);
  }

  private static Bounds wide(Bounds box, Crs to) {
    double rim = 1e-5;
    double end = to.isGeographic() ? 90 : MERCATOR_END;
    return new Bounds(
        box.minX() - (box.minX() < box.maxX() ? 0 : rim),
        Math.max(-end, box.minY() - (box.minY() < box.maxY() ? 0 : rim)),
        box.maxX() + (box.minX() < box.maxX() ? 0 : rim),
        Math.min(end, box.maxY() + (box.minY() < box.maxY() ? 0 : rim)));
  }

  private static Axes axes(String text) {
    if (CRS84.matcher(text).matches()) {
      return new Axes(WGS84, false);
    }
    Matcher code = CODE.matcher(text);
    if (code.matches()) {
      try {
        Crs crs = Crs.ofEpsg(Integer.parseInt(code.group(1)));
        return new Axes(crs, crs.isGeographic());
      } catch (RasterException | IllegalArgumentException _) {
        // the same sentence
      }
    }
    throw Problem.badRequest(
        "crs",
        "crs should be a system as http://www.opengis.net/def/crs/EPSG/0/3857 that is known here,"
            + " not '"
            + Rendering.shown(text)
            + "'");
  }

  private static Bounds bbox(String text, Axes axes) {
    String[] parts = text.split(",", 7);
    double[] n = new double[parts.length];
    boolean fine = parts.length == 4 || parts.length == 6;
    for (int i = 0; i < parts.length && fine; i++) {
      try {
        n[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException _) {
        fine = false;
      }
      fine &= Double.isFinite(n[i]) && Math.abs(n[i]) < 1e9;
    }
    if (fine) {
      int half = parts.length / 2;
      int x = axes.northFirst() ? 1 : 0;
      double west = n[x];
      double south = n[1 - x];
      double east = n[half + x];
      double north = n[half + 1 - x];
      if (axes.crs().isGeographic() && west > east) {
        east += 360;
      }
      if (west < east && south < north) {
        return new Bounds(west, south, east, north);
      }
    }
    throw Problem.badRequest(
        "bbox",
        "bbox should be west,south,east,north in the order of the axes of bbox-crs, not empty, and"
            + " not '"
            + Rendering.shown(text)
            + "'");
  }

  private static Bounds moved(Bounds area, Crs from, Crs to) {
    try {
      return area.transformed(from, to);
    } catch (RasterException e) {
      throw Problem.badRequest("bbox", "bbox has no place in crs " + to.name());
    }
  }

  private static Grid grid(Bounds area, Crs crs, Request request) {
    double ratio = (area.maxX() - area.minX()) / (area.maxY() - area.minY());
    if (!(ratio > 1e-4 && ratio < 1e4)) {
      throw Problem.badRequest("bbox", "bbox is a line");
    }
    Optional<Integer> width = request.parameter("width").map(text -> size("width", text));
    Optional<Integer> height = request.parameter("height").map(text -> size("height", text));
    int cols =
        width.orElseGet(() ->
            height.isPresent() ? fit(height.get() * ratio) : fit(Math.min(USUAL, USUAL * ratio)));
    int rows = height.orElseGet(() -> fit(cols / ratio));
    return new Grid(
        crs,
        Affine.northUp(
            area.minX(),
            area.maxY(),
            (area.maxX() - area.minX()) / cols,
            (area.maxY() - area.minY()) / rows),
        cols,
        rows);
  }

  private static int fit(double pixels) {
    return (int) Math.clamp(Math.rint(pixels), 1, MOST);
  }

  private static int size(String name, String text) {
    double value = Rendering.number(name, text, 1, MOST);
    if (value != Math.rint(value)) {
      throw Problem.badRequest(name, name + " should be a whole number of pixels");
    }
    return (int) value;
  }

  private static int ground(Request request, boolean usual) {
    Optional<Integer> color = request.parameter("bgcolor").map(MapRequest::color);
    boolean transparent =
        request
            .parameter("transparent")
            .map(text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw Problem.badRequest(
                          "transparent",
                          "transparent should be true or false, not '"
                              + Rendering.shown(text)
                              + "'");
                })
            .orElse(usual && color.isEmpty());
    return transparent ? color.orElse(0xffffff) & 0xffffff : color.orElse(0xffffffff);
  }

  private static int color(String text) {
    String digits = text.replaceFirst("^(0x|0X|#)", "");
    if (!digits.matches("[0-9a-fA-F]{6}|[0-9a-fA-F]{8}")) {
      throw Problem.badRequest(
          "bgcolor",
          "bgcolor should be six hexadecimal digits as 0xFFFFFF, not '"
              + Rendering.shown(text)
              + "'");
    }
    long value = Long.parseLong(digits, 16);
    return digits.length() == 6 ? 0xff000000 | (int) value : (int) value; // 0xAARRGGBB
  }
}
