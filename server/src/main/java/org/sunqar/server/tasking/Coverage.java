// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.Window;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.QueryBox;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * How often the satellites can look at the cells of a box in some days, whatever else they do: the
 * passes that see the middle of each cell within limits.
 *
 * @param bounds degrees; a west beyond the east crosses the antimeridian
 * @param horizon when
 * @param columns of cells, from west to east
 * @param rows of cells, from south to north
 * @param looks of each cell, row by row
 */
record Coverage(Bounds bounds, Horizon horizon, int columns, int rows, List<Integer> looks) {

  /** Cells along the longer side of a box. */
  private static final int CELLS = 48;

  /** The finest cells (degrees). */
  private static final double FINEST = 0.02;

  private static final double USUAL_DAYS = 3;
  private static final double MOST_DAYS = 14;

  /**
   * What a request asks for.
   *
   * @throws Problem 400 when it asks for what makes no sense
   */
  static Coverage of(Request request, Mission mission) {
    Constellation constellation = mission.constellation();
    Bounds box =
        QueryBox.lonLat(
            request
                .parameter("bbox")
                .orElseThrow(() ->
                    Problem.badRequest("bbox", "bbox is missing: west, south, east and north")),
            AxisCrs.CRS84);
    Limits limits =
        Limits.NONE
            .withOffNadir(Range.degrees(0, number(request, "max_off_nadir", 90, 0.1, 90)))
            .withSunElevation(Range.degrees(number(request, "min_sun", 10, -90, 89), 90));
    return count(constellation, box, horizon(request, mission), limits);
  }

  private static Horizon horizon(Request request, Mission mission) {
    Optional<String> text = request.parameter("datetime");
    if (text.isEmpty()) {
      return Horizon.ofDays(mission.now(), USUAL_DAYS);
    }
    int slash = text.get().indexOf('/');
    if (slash < 0) {
      throw Problem.badRequest(
          "datetime",
          "datetime=" + Asked.shortened(text.get()) + " should be two times with a slash between");
    }
    Time start = Time.parse(text.get().substring(0, slash));
    Time end = Time.parse(text.get().substring(slash + 1));
    if (!start.isBefore(end) || end.since(start) > MOST_DAYS * 86_400) {
      throw Problem.badRequest(
          "datetime", "datetime should span more than nothing and at most 14 days");
    }
    return Horizon.between(start, end);
  }

  private static double number(
      Request request, String name, double otherwise, double least, double most) {
    if (request.parameter(name).isEmpty()) {
      return otherwise;
    }
    String text = request.parameter(name).get();
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Problem.badRequest(
        name,
        name + "=" + Asked.shortened(text) + " should be a number of " + least + " to " + most);
  }

  private static Coverage count(
      Constellation constellation, Bounds box, Horizon horizon, Limits limits) {
    double width = box.maxX() - box.minX();
    double height = box.maxY() - box.minY();
    double cell = Math.max(FINEST, Math.max(width, height) / CELLS);
    int columns = Math.clamp(Math.round(width / cell), 1, CELLS);
    int rows = Math.clamp(Math.round(height / cell), 1, CELLS);
    List<GroundPoint> middles = new ArrayList<>(columns * rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double lon = box.minX() + (column + 0.5) * width / columns;
        double lat = box.minY() + (row + 0.5) * height / rows;
        middles.add(GroundPoint.ofDegrees(Math.IEEEremainder(lon, 360), lat, 0));
      }
    }
    OpportunitySearch search =
        new OpportunitySearch(
            Earth.withoutOrientation(),
            horizon,
            constellation.satellites(),
            ElementAge.DEFAULT,
            CloudForecast.NONE);
    int[] looks = new int[middles.size()];
    for (Satellite satellite : constellation.satellites()) {
      for (Instrument instrument : satellite.instruments()) {
        OpportunitySearch.Camera camera = OpportunitySearch.Camera.finest(instrument);
        for (Window window : search.windows(satellite, camera, middles, limits)) {
          looks[window.target()]++;
        }
      }
    }
    return new Coverage(box, horizon, columns, rows, Arrays.stream(looks).boxed().toList());
  }

  /** Cells as GeoJSON, each with its looks. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "FeatureCollection");
    json.put("datetime", horizon.start() + "/" + horizon.end());
    json.put("days", Math.rint(horizon.seconds() / 864) / 100);
    ArrayNode features = json.putArray("features");
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        ObjectNode feature = features.addObject().put("type", "Feature");
        ring(feature.putObject("geometry"), column, row);
        feature.putObject("properties").put("looks", looks.get(row * columns + column));
      }
    }
    return json;
  }

  private void ring(ObjectNode geometry, int column, int row) {
    double width = (bounds.maxX() - bounds.minX()) / columns;
    double height = (bounds.maxY() - bounds.minY()) / rows;
    double west = bounds.minX() + column * width;
    double south = bounds.minY() + row * height;
    ArrayNode ring = geometry.put("type", "Polygon").putArray("coordinates").addArray();
    double[][] corners = {
      {west, south},
      {west + width, south},
      {west + width, south + height},
      {west, south + height},
      {west, south}
    };
    for (double[] corner : corners) {
      ring.addArray().add(Math.rint(corner[0] * 1e5) / 1e5).add(Math.rint(corner[1] * 1e5) / 1e5);
    }
  }
}
