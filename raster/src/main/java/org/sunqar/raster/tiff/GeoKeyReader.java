// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.CrsDefinition;
import org.sunqar.raster.geo.ProjectionMethod;
import org.sunqar.raster.geo.ProjectionParameter;

/** Understands the coordinate reference system of GeoTIFF keys. */
final class GeoKeyReader {

  private static final String ESRI_TEXT = "ESRI PE String = ";

  private final GeoKeys keys;

  private GeoKeyReader(GeoKeys keys) {
    this.keys = keys;
  }

  /**
   * The system that keys define; unknown when there are none.
   *
   * @throws RasterException with key CRS when they define one that is not understood
   */
  static Crs crs(GeoKeys keys, TiffDirectory directory) {
    try {
      return new GeoKeyReader(keys).crs();
    } catch (RasterException | IllegalArgumentException e) {
      throw new RasterException(
          RasterException.Key.CRS,
          directory.source().name() + " is in a CRS that is not understood: " + e.getMessage(),
          e);
    }
  }

  private Crs crs() {
    OptionalInt model = keys.integer(GeoKey.MODEL_TYPE);
    OptionalInt projected = keys.integer(GeoKey.PROJECTED_CRS);
    if (projected.isPresent() && isCode(projected.getAsInt())) {
      return Crs.ofEpsg(projected.getAsInt());
    }
    Optional<Crs> esri = esri();
    if (esri.isPresent()) {
      return esri.get();
    }
    int type = model.orElse(0);
    if (type == GeoKey.MODEL_PROJECTED && hasProjection()) {
      return Crs.of(projected());
    }
    if (type == GeoKey.MODEL_GEOGRAPHIC) {
      OptionalInt code = keys.integer(GeoKey.GEODETIC_CRS);
      return code.isPresent() && isCode(code.getAsInt())
          ? Crs.ofEpsg(code.getAsInt())
          : Crs.of(geographic());
    }
    if (type == GeoKey.USER_DEFINED || type == 0 || type == GeoKey.MODEL_PROJECTED) {
      return Crs.UNKNOWN; // local coordinates, or a name without parameters
    }
    throw new IllegalArgumentException("its GeoTIFF model type is " + type);
  }

  private boolean hasProjection() {
    return keys.integer(GeoKey.METHOD).isPresent() || keys.integer(GeoKey.PROJECTION).isPresent();
  }

  private static boolean isCode(int value) {
    return value > 0 && value < GeoKey.USER_DEFINED;
  }

  private Optional<Crs> esri() {
    for (int key : new int[] {GeoKey.CITATION, GeoKey.PROJECTED_CITATION}) {
      String text = keys.text(key).orElse("");
      int at = text.indexOf(ESRI_TEXT);
      if (at >= 0) {
        return Optional.of(Crs.ofWkt(text.substring(at + ESRI_TEXT.length())));
      }
    }
    return Optional.empty();
  }

  // ---- longitude and latitude

  private CrsDefinition.Geographic geographic() {
    double degrees = degreesPerUnit();
    if (Math.abs(degrees - 1) > 1e-12 && !hasProjection()) {
      throw new IllegalArgumentException("its longitudes are not in degrees");
    }
    OptionalInt code = keys.integer(GeoKey.GEODETIC_CRS);
    if (code.isPresent() && isCode(code.getAsInt())) {
      return Crs.ofEpsg(code.getAsInt())
          .definition()
          .orElseThrow(() -> new IllegalArgumentException("EPSG:" + code.getAsInt()))
          .geographic();
    }
    Optional<CrsDefinition.Geographic> datum =
        switch (keys.integer(GeoKey.GEODETIC_DATUM).orElse(0)) {
          case 6326 -> known(4326);
          case 6258 -> known(4258);
          case 6269 -> known(4269);
          case 6674 -> known(4674);
          default -> Optional.empty();
        };
    if (datum.isPresent()) {
      return datum.get();
    }
    double[] axes = ellipsoid();
    String name = keys.text(GeoKey.GEODETIC_CITATION).orElse("unknown");
    return new CrsDefinition.Geographic(
        named(name, "GCS Name = ").orElse(name),
        named(name, "Datum = ").orElse("unknown"),
        named(name, "Ellipsoid = ").orElse("unknown"),
        axes[0],
        axes[1],
        keys.number(0, GeoKey.PRIME_MERIDIAN_LONGITUDE) * degrees,
        toWgs84());
  }

  private static Optional<CrsDefinition.Geographic> known(int code) {
    return Crs.ofEpsg(code).definition().map(CrsDefinition::geographic);
  }

  /** Semi-major axis (m) and inverse flattening. */
  private double[] ellipsoid() {
    double major = keys.number(0, GeoKey.SEMI_MAJOR);
    if (major > 0) {
      double minor = keys.number(major, GeoKey.SEMI_MINOR);
      double fromMinor = minor == major ? 0 : major / (major - minor);
      return new double[] {major, keys.number(fromMinor, GeoKey.INVERSE_FLATTENING)};
    }
    int code = keys.integer(GeoKey.ELLIPSOID).orElse(0);
    return switch (code) {
      case 7001 -> new double[] {6377563.396, 299.3249646};
      case 7004 -> new double[] {6377397.155, 299.1528128};
      case 7008 -> new double[] {6378206.4, 6378206.4 / (6378206.4 - 6356583.8)};
      case 7019 -> new double[] {6378137, 298.257222101};
      case 7022 -> new double[] {6378388, 297};
      case 7024 -> new double[] {6378245, 298.3};
      case 7030 -> new double[] {6378137, 298.257223563};
      case 7035 -> new double[] {6371000, 0};
      case 7043 -> new double[] {6378135, 298.26};
      default ->
          throw new IllegalArgumentException(
              code == 0 || code == GeoKey.USER_DEFINED
                  ? "it does not say on which ellipsoid"
                  : "its ellipsoid is EPSG:" + code);
    };
  }

  private List<Double> toWgs84() {
    double[] shift = keys.doubles().getOrDefault(GeoKey.TO_WGS84, new double[0]);
    List<Double> result = new ArrayList<>();
    if (shift.length == 3 || shift.length == 7) {
      for (int i = 0; i < 7; i++) {
        result.add(i < shift.length ? shift[i] : 0);
      }
    }
    return result;
  }

  private double degreesPerUnit() {
    return switch (keys.integer(GeoKey.ANGULAR_UNITS).orElse(GeoKey.DEGREE)) {
      case GeoKey.DEGREE, 9122 -> 1;
      case 9101 -> Math.toDegrees(1);
      case 9105, 9106 -> 0.9;
      case GeoKey.USER_DEFINED -> {
        double size = Math.toDegrees(keys.number(Math.toRadians(1), GeoKey.ANGULAR_UNIT_SIZE));
        yield Math.abs(size - 1) < 1e-9 ? 1 : size;
      }
      default -> throw new IllegalArgumentException("its angles are in an unusual unit");
    };
  }

  // ---- map projections

  private CrsDefinition projected() {
    CrsDefinition.Geographic base = geographic();
    String citation =
        keys.text(GeoKey.PROJECTED_CITATION).or(() -> keys.text(GeoKey.CITATION)).orElse("unknown");
    String name = named(citation, "PCS Name = ").orElse(citation);
    int projection = keys.integer(GeoKey.PROJECTION).orElse(GeoKey.USER_DEFINED);
    if (projection > 16000 && projection <= 16060) {
      return utm(base, projection - 16000, 0, name);
    }
    if (projection > 16100 && projection <= 16160) {
      return utm(base, projection - 16100, 10_000_000, name);
    }
    ProjectionMethod method = method();
    Map<ProjectionParameter, Double> parameters = new EnumMap<>(ProjectionParameter.class);
    for (ProjectionParameter parameter : method.parameters()) {
      parameters.put(parameter, parameter(method, parameter));
    }
    double metres = metresPerUnit();
    return new CrsDefinition.Projected(name, base, method, parameters, unitName(metres), metres);
  }

  private static CrsDefinition utm(
      CrsDefinition.Geographic base, int zone, double falseNorthing, String name) {
    return new CrsDefinition.Projected(
        name,
        base,
        ProjectionMethod.TRANSVERSE_MERCATOR,
        Map.of(
            ProjectionParameter.LONGITUDE_OF_ORIGIN,
            6.0 * zone - 183,
            ProjectionParameter.SCALE_FACTOR,
            0.9996,
            ProjectionParameter.FALSE_EASTING,
            500_000.0,
            ProjectionParameter.FALSE_NORTHING,
            falseNorthing),
        "metre",
        1);
  }

  private ProjectionMethod method() {
    int code = keys.integer(GeoKey.METHOD).orElse(0);
    double originLatitude = keys.number(90, GeoKey.NATURAL_ORIGIN_LATITUDE);
    return switch (code) {
      case 1 -> ProjectionMethod.TRANSVERSE_MERCATOR;
      case 7 ->
          keys.number(GeoKey.STANDARD_PARALLEL_1).isPresent()
              ? ProjectionMethod.MERCATOR_B
              : ProjectionMethod.MERCATOR_A;
      case 8 -> ProjectionMethod.LAMBERT_CONFORMAL_CONIC_2SP;
      case 9 -> ProjectionMethod.LAMBERT_CONFORMAL_CONIC_1SP;
      case 10 -> ProjectionMethod.LAMBERT_AZIMUTHAL_EQUAL_AREA;
      case 11 -> ProjectionMethod.ALBERS_EQUAL_AREA;
      case 15 ->
          Math.abs(originLatitude) == 90
              ? ProjectionMethod.POLAR_STEREOGRAPHIC_A
              : ProjectionMethod.POLAR_STEREOGRAPHIC_B;
      case 16 -> ProjectionMethod.OBLIQUE_STEREOGRAPHIC;
      case 17 -> ProjectionMethod.EQUIDISTANT_CYLINDRICAL;
      case 24 -> ProjectionMethod.SINUSOIDAL;
      case 28 -> ProjectionMethod.CYLINDRICAL_EQUAL_AREA;
      default -> throw new IllegalArgumentException("GeoTIFF projection method " + code);
    };
  }

  /** Writers disagree on which key takes the origin, so each place that one uses is looked at. */
  private double parameter(ProjectionMethod method, ProjectionParameter parameter) {
    int key = GeoKey.keysOf(method).getOrDefault(parameter, 0);
    double otherwise = parameter == ProjectionParameter.SCALE_FACTOR ? 1 : 0;
    return switch (parameter) {
      case LATITUDE_OF_ORIGIN ->
          angle(
              keys.number(
                  otherwise,
                  key,
                  GeoKey.NATURAL_ORIGIN_LATITUDE,
                  GeoKey.FALSE_ORIGIN_LATITUDE,
                  GeoKey.CENTER_LATITUDE));
      case LONGITUDE_OF_ORIGIN ->
          angle(
              keys.number(
                  otherwise,
                  key,
                  GeoKey.NATURAL_ORIGIN_LONGITUDE,
                  GeoKey.FALSE_ORIGIN_LONGITUDE,
                  GeoKey.CENTER_LONGITUDE,
                  GeoKey.STRAIGHT_VERTICAL_POLE_LONGITUDE));
      case STANDARD_PARALLEL_1, STANDARD_PARALLEL_2, AZIMUTH, RECTIFIED_GRID_ANGLE ->
          angle(keys.number(otherwise, key));
      case SCALE_FACTOR -> keys.number(otherwise, key, GeoKey.SCALE_AT_CENTER);
      case FALSE_EASTING ->
          keys.number(otherwise, key, GeoKey.FALSE_EASTING, GeoKey.FALSE_ORIGIN_EASTING);
      case FALSE_NORTHING ->
          keys.number(otherwise, key, GeoKey.FALSE_NORTHING, GeoKey.FALSE_ORIGIN_NORTHING);
    };
  }

  private double angle(double value) {
    return value * degreesPerUnit();
  }

  private double metresPerUnit() {
    return switch (keys.integer(GeoKey.LINEAR_UNITS).orElse(GeoKey.METRE)) {
      case GeoKey.METRE -> 1;
      case 9002 -> 0.3048;
      case 9003 -> 1200.0 / 3937;
      case 9036 -> 1000;
      case GeoKey.USER_DEFINED -> keys.number(1, GeoKey.LINEAR_UNIT_SIZE);
      default -> throw new IllegalArgumentException("its lengths are in an unusual unit");
    };
  }

  private static String unitName(double metres) {
    return metres == 1
        ? "metre"
        : metres == 0.3048 ? "foot" : metres == 1200.0 / 3937 ? "US survey foot" : "unknown";
  }

  /** The value of an entry of a citation like {@code GCS Name = x|Datum = y}. */
  private static Optional<String> named(String citation, String entry) {
    int at = citation.indexOf(entry);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = citation.substring(at + entry.length());
    int end = rest.indexOf('|');
    return Optional.of(end < 0 ? rest : rest.substring(0, end));
  }
}
