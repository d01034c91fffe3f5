// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.raster.geo.Bounds;
import picocli.CommandLine.Option;

/** Which items are meant, on the command line: the conditions of a STAC search. */
final class ItemSelection {

  @Option(
      names = {"--collection", "--collections"},
      split = ",",
      paramLabel = "ID",
      description = "In one of these collections (default: in all).")
  private List<String> collections = List.of();

  @Option(names = "--ids", split = ",", paramLabel = "ID", description = "One of these items.")
  private List<String> ids = List.of();

  @Option(
      names = "--bbox",
      paramLabel = "WEST SOUTH EAST NORTH",
      parameterConsumer = NumbersConsumer.Four.class,
      description =
          "That touch this box (degrees); a west beyond the east crosses the antimeridian.")
  private List<Double> bbox = List.of();

  @Option(
      names = "--aoi",
      paramLabel = "FILE",
      description = "That intersect the polygons of a GeoJSON file.")
  private Optional<Path> area = Optional.empty();

  @Option(
      names = "--datetime",
      paramLabel = "TIME",
      description = "A day, an instant, or two with a slash: 2020-01-01/2020-12-31, 2020-01-01/..")
  private Optional<String> datetime = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "CQL2",
      description = "That meet a filter: \"eo:cloud_cover < 20 AND platform = 'landsat-8'\".")
  private Optional<String> filter = Optional.empty();

  ItemConditions conditions() throws IOException {
    ItemConditions where = ItemConditions.NONE.in(collections).withIds(ids);
    if (!bbox.isEmpty()) {
      where = where.touching(box(bbox));
    }
    if (area.isPresent()) {
      where = where.intersecting(AreaFile.read(area.get()));
    }
    if (datetime.isPresent()) {
      where = where.during(TimeInterval.parse(datetime.get()));
    }
    return filter.isPresent() ? where.meeting(Filter.parseText(filter.get())) : where;
  }

  /** The box of west, south, east and north (degrees). */
  static Bounds box(List<Double> numbers) {
    double west = numbers.get(0);
    double east = numbers.get(2) < west ? numbers.get(2) + 360 : numbers.get(2);
    if (west < -180 || west > 180 || east > 540 || !(numbers.get(1) <= numbers.get(3))) {
      throw CommandException.usage(
          "--bbox takes west, south, east and north in degrees, not " + numbers);
    }
    return new Bounds(west, numbers.get(1), east, numbers.get(3));
  }
}
