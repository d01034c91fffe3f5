// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.vector.Region;
import org.sunqar.raster.vector.Vectorizer;
import org.sunqar.raster.view.RasterView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster vectorize}. */
@Command(
    name = "vectorize",
    description = {
      "Outline the connected pixels of each value as GeoJSON polygons.",
      "",
      "As gdal_polygonize does; pixels without a value belong to no polygon. Coordinates are"
          + " longitude and latitude, or with --crs native those of the raster. Each polygon has the"
          + " properties value and pixels.",
      "",
      "Examples:",
      "  sunqar raster vectorize classes.tif > classes.geojson",
      "  sunqar raster vectorize classes.tif classes.ndjson --format ndjson --connectivity 8",
      ""
    },
    mixinStandardHelpOptions = true)
final class VectorizeCommand implements Callable<Integer> {

  /** How the features are put together. */
  enum Form {
    GEOJSON,
    NDJSON
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "INPUT", description = "The raster.")
  private String input = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUTPUT",
      description = "A file (default: standard output).")
  private Optional<String> output = Optional.empty();

  @Option(
      names = {"-b", "--band"},
      paramLabel = "N",
      description = "Which band (default: 1).")
  private int band = 1;

  @Option(
      names = "--connectivity",
      paramLabel = "4|8",
      description = "Neighbours that share an edge, or a corner, too (default: 4).")
  private int connectivity = 4;

  @Option(names = "-8", description = "As --connectivity 8.")
  private boolean eight;

  @Mixin private WindowOptions part = new WindowOptions();

  @Option(
      names = "--crs",
      paramLabel = "KIND",
      description = "lonlat or native (default: lonlat, or native where no CRS is known).")
  private Optional<String> crs = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "geojson or ndjson, one feature a line (default: geojson).")
  private Form form = Form.GEOJSON;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  VectorizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (connectivity != 4 && connectivity != 8) {
      throw CommandException.usage("--connectivity is 4 or 8, not " + connectivity);
    }
    Optional<Path> target = output.map(FileArguments::localFile);
    target.ifPresent(path -> WriteOptions.checkTarget(path, overwrite));
    try (Raster raster = Inputs.open(input)) {
      if (band < 1 || band > raster.bands().size()) {
        throw CommandException.usage(
            "there is no band %d in %s, which has bands 1 to %d"
                .formatted(band, raster.name(), raster.bands().size()));
      }
      Raster cut = RasterView.of(raster, part.of(raster.grid(), raster.name()), band);
      if (target.isEmpty()) {
        print(cut, console.out());
      } else {
        write(cut, target.get());
      }
    }
    return ExitCode.DONE;
  }

  private void write(Raster raster, Path target) throws IOException {
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      try (BufferedWriter file = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
        PrintWriter out = new PrintWriter(file);
        print(raster, out);
        if (out.checkError()) {
          throw new IOException(target + " could not be written to its end");
        }
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void print(Raster raster, PrintWriter out) {
    Features features = new Features(out, form, transform(raster.grid().crs()));
    if (form == Form.GEOJSON) {
      out.print("{\"type\":\"FeatureCollection\",");
      if (features.transform().isEmpty() && raster.grid().crs().epsg().isPresent()) {
        out.print(
            "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::"
                + raster.grid().crs().epsg().getAsInt()
                + "\"}},");
      }
      out.print("\"features\":[");
    }
    Vectorizer.Connectivity neighbours =
        eight || connectivity == 8 ? Vectorizer.Connectivity.EIGHT : Vectorizer.Connectivity.FOUR;
    Vectorizer.run(raster, 1, neighbours, features::print);
    if (form == Form.GEOJSON) {
      out.println();
      out.println("]}");
    }
    out.flush();
  }

  /** Empty for coordinates as they are. */
  private Optional<CoordinateTransform> transform(Crs of) {
    String kind = crs.orElse(of.wkt().isEmpty() ? "native" : "lonlat").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "native" -> Optional.empty();
      case "lonlat" -> Optional.of(CoordinateTransform.between(of, Crs.ofEpsg(4326)));
      default -> throw CommandException.usage("--crs is lonlat or native, not '" + kind + "'");
    };
  }

  /** Prints features as they come. */
  private static final class Features {
    private final PrintWriter out;
    private final Form form;
    private final Optional<CoordinateTransform> transform;
    private boolean first = true;

    Features(PrintWriter out, Form form, Optional<CoordinateTransform> transform) {
      this.out = out;
      this.form = form;
      this.transform = transform;
    }

    Optional<CoordinateTransform> transform() {
      return transform;
    }

    void print(Region region) {
      ObjectNode feature = JsonNodeFactory.instance.objectNode().put("type", "Feature");
      ObjectNode properties = feature.putObject("properties");
      if (region.value() == Math.rint(region.value()) && Math.abs(region.value()) < 1e15) {
        properties.put("value", (long) region.value());
      } else {
        RasterDescription.number(properties, "value", region.value());
      }
      properties.put("pixels", region.pixels());
      feature.set("geometry", geometry(region.outline()));
      if (form == Form.NDJSON) {
        out.println(feature);
        return;
      }
      out.println(first ? "" : ",");
      out.print(feature);
      first = false;
    }

    private ObjectNode geometry(Geometry geometry) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      if (geometry instanceof Polygon polygon) {
        node.put("type", "Polygon");
        rings(node.putArray("coordinates"), polygon);
        return node;
      }
      node.put("type", "MultiPolygon");
      ArrayNode polygons = node.putArray("coordinates");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        rings(polygons.addArray(), (Polygon) geometry.getGeometryN(i));
      }
      return node;
    }

    private void rings(ArrayNode rings, Polygon polygon) {
      ring(rings.addArray(), polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(rings.addArray(), polygon.getInteriorRingN(i));
      }
    }

    private void ring(ArrayNode ring, LineString line) {
      Coordinate[] points = line.getCoordinates();
      double[] xy = new double[2 * points.length];
      for (int i = 0; i < points.length; i++) {
        xy[2 * i] = points[i].x;
        xy[2 * i + 1] = points[i].y;
      }
      transform.ifPresent(t -> t.transform(xy, points.length));
      for (int i = 0; i < xy.length; i += 2) {
        // eight decimals of a degree are a millimetre
        ring.addArray()
            .add(transform.isPresent() ? Math.rint(xy[i] * 1e8) / 1e8 : xy[i])
            .add(transform.isPresent() ? Math.rint(xy[i + 1] * 1e8) / 1e8 : xy[i + 1]);
      }
    }
  }
}
