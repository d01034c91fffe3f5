// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** Makes alerts out of groups of changed pixels, the largest first. */
public final class AlertBuilder {

  private final String watch;
  private final Grid grid;
  private final double pixelAreaM2;
  private final IntFunction<LocalDate> dates;
  private final IntFunction<String> scenes;

  /**
   * A builder for the groups of one run.
   *
   * @param grid the grid of the groups' pixels
   * @param pixelAreaM2 area of a pixel (square metres)
   * @param dates the day of a date index (UTC)
   * @param scenes the scene of a date index
   */
  public AlertBuilder(
      String watch,
      Grid grid,
      double pixelAreaM2,
      IntFunction<LocalDate> dates,
      IntFunction<String> scenes) {
    this.watch = watch;
    this.grid = grid;
    this.pixelAreaM2 = pixelAreaM2;
    this.dates = dates;
    this.scenes = scenes;
  }

  /** Groups by falling area and, at equal area, by position: the order of the alerts. */
  public static List<PixelGroup> ordered(List<PixelGroup> groups) {
    return groups.stream()
        .filter(group -> !group.changes().isEmpty())
        .sorted(
            Comparator.comparingInt((PixelGroup group) -> -group.pixels().length)
                .thenComparingInt(group -> group.pixels()[0]))
        .toList();
  }

  /** One alert per group, numbered from 1 in the order of {@link #ordered}. */
  public List<Alert> build(List<PixelGroup> groups) {
    List<Alert> alerts = new ArrayList<>();
    for (PixelGroup group : ordered(groups)) {
      alerts.add(
          alert(group, String.format(java.util.Locale.ROOT, "%s-%04d", watch, alerts.size() + 1)));
    }
    return alerts;
  }

  /** The alert of a group, which has at least one change. */
  public Alert alert(PixelGroup group, String id) {
    List<PixelChange> changes = group.changes();
    int first = (int) quantile(changes, 0.25, PixelChange::changeDate);
    int confirmed = (int) quantile(changes, 0.5, PixelChange::detectDate);
    PixelChange peak =
        changes.stream()
            .max(
                Comparator.comparingDouble((PixelChange c) -> c.run() * Math.abs(c.size()))
                    .thenComparingInt(c -> -c.row())
                    .thenComparingInt(c -> -c.col()))
            .orElseThrow();
    Geometry outline = PixelPolygon.of(group.pixels(), grid);
    outline.apply(new ToLonLat(grid.crs()));
    outline.geometryChanged();
    Point inside = outline.getInteriorPoint();
    int pixels = group.pixels().length;
    return new Alert(
        id,
        watch,
        dates.apply(first),
        dates.apply(confirmed),
        pixels * pixelAreaM2 / 10_000,
        pixels,
        quantile(changes, 0.5, PixelChange::magnitude),
        quantile(changes, 0.5, PixelChange::size),
        (int) quantile(changes, 0.5, PixelChange::observations),
        (int) quantile(changes, 0.5, PixelChange::run),
        Confidence.of(changes, pixels),
        inside.getX(),
        inside.getY(),
        peak.col(),
        peak.row(),
        outline,
        first > 0
            ? List.of(scenes.apply(first - 1), scenes.apply(first))
            : List.of(scenes.apply(first)));
  }

  /** The lower of the two middle values where the quantile falls between: a date that exists. */
  private static double quantile(
      List<PixelChange> changes, double p, ToDoubleFunction<PixelChange> value) {
    double[] sorted = changes.stream().mapToDouble(value).sorted().toArray();
    return sorted[(int) Math.floor((sorted.length - 1) * p)];
  }

  private record ToLonLat(Crs crs) implements CoordinateFilter {
    @Override
    public void filter(Coordinate coordinate) {
      double[] xy = {coordinate.x, coordinate.y};
      crs.toLonLat(xy, 1);
      coordinate.x = xy[0];
      coordinate.y = xy[1];
    }
  }
}
