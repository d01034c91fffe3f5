// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import picocli.CommandLine.Option;

/** The part of the scenes that is composed, on the command line. */
final class CompositeArea {

  @Option(
      names = "--bbox",
      paramLabel = "WEST SOUTH EAST NORTH",
      parameterConsumer = NumbersConsumer.Four.class,
      description = "The part that holds this box (degrees; default: all that the scenes cover).")
  private List<Double> bbox = List.of();

  @Option(
      names = "--aoi",
      paramLabel = "FILE",
      description = "The area as GeoJSON polygons; pixels outside have no value.")
  private Optional<Path> area = Optional.empty();

  /**
   * A part of a grid.
   *
   * @param mask of the window; empty where all of it is meant
   */
  record Part(Window window, Optional<AreaMask> mask) {}

  /** Refuses what cannot be right, before anything is read. */
  void check() {
    if (!bbox.isEmpty()) {
      ItemSelection.box(bbox);
      if (area.isPresent()) {
        throw CommandException.usage("--bbox and --aoi exclude each other");
      }
    }
  }

  /** The part of a grid that is meant. */
  Part of(Grid grid) throws IOException {
    if (area.isPresent()) {
      AreaMask mask = AreaMask.of(AreaFile.read(area.get()), grid);
      return new Part(mask.window(), Optional.of(mask));
    }
    if (bbox.isEmpty()) {
      return new Part(grid.window(), Optional.empty());
    }
    Bounds box = ItemSelection.box(bbox);
    Geometry polygon =
        new GeometryFactory()
            .toGeometry(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY()));
    // a rectangle of pixels: a box of degrees is seldom one on the map
    return new Part(AreaMask.of(polygon, grid).window(), Optional.empty());
  }
}
