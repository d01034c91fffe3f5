// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.sunqar.raster.geo.ProjectionParameter.AZIMUTH;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_EASTING;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_NORTHING;
import static org.sunqar.raster.geo.ProjectionParameter.LATITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.LONGITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.RECTIFIED_GRID_ANGLE;
import static org.sunqar.raster.geo.ProjectionParameter.SCALE_FACTOR;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_1;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_2;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.RasterException;

/**
 * Systems written as PROJ strings, {@code +proj=utm +zone=33 +datum=WGS84}. A key that is not known
 * is refused rather than ignored: it may be a misspelled one that matters.
 */
final class ProjString {

  /** Without influence on where the x and y of a point lie, or on those of points in range. */
  private static final Set<String> IGNORED =
      Set.of(
          "no_defs",
          "wktext",
          "type",
          "over",
          "lon_wrap",
          "approx",
          "geoidgrids",
          "vunits",
          "vto_meter",
          "title",
          "no_off",
          "no_uoff",
          "south",
          "zone",
          "proj",
          "units",
          "to_meter");

  private static final Set<String> READ =
      Set.of(
          "lat_0",
          "lon_0",
          "lat_1",
          "lat_2",
          "lat_ts",
          "k",
          "k_0",
          "x_0",
          "y_0",
          "alpha",
          "gamma",
          "lonc",
          "datum",
          "ellps",
          "a",
          "b",
          "rf",
          "f",
          "R",
          "pm",
          "towgs84",
          "nadgrids",
          "axis",
          "init");

  private static final Pattern DMS =
      Pattern.compile("([-+]?)(\\d{1,3})d(?:(\\d{1,2})')?(?:(\\d{1,2}(?:\\.\\d*)?)\"?)?([NSEW]?)");

  private final String text;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ProjString(String text) {
    this.text = text;
    for (String token : text.strip().split("\\s+", 200)) {
      String word = token.startsWith("+") ? token.substring(1) : token;
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (!IGNORED.contains(key) && !READ.contains(key)) {
        throw refused("+" + key + " is not known");
      }
      values.putIfAbsent(key, equals < 0 ? "" : word.substring(equals + 1));
    }
  }

  static boolean matches(String text) {
    return text.matches("(?s)\\+?(proj|init)=.*|.*\\s\\+(proj|init)=.*");
  }

  /**
   * @throws RasterException with key CRS when it cannot be understood
   */
  static Crs parse(String text) {
    ProjString string = new ProjString(text);
    try {
      return string.crs();
    } catch (IllegalArgumentException e) {
      throw string.refused(String.valueOf(e.getMessage()));
    }
  }

  private Crs crs() {
    String init = values.getOrDefault("init", "");
    if (!init.isEmpty()) {
      return Crs.ofEpsg(
          CrsName.epsgCode(init).orElseThrow(() -> refused("+init=" + init + " is no EPSG code")));
    }
    String axes = values.getOrDefault("axis", "enu");
    if (!axes.equals("enu") && !axes.equals("neu")) {
      throw refused("+axis=" + axes + " is not read; coordinates are easting and northing");
    }
    boolean noGrid = values.getOrDefault("nadgrids", "@null").equals("@null");
    if (!noGrid) {
      throw refused("datum shifts by grid files are not applied; write +towgs84 instead");
    }
    String method = values.getOrDefault("proj", "");
    CrsDefinition.Geographic base = base();
    return switch (method) {
      case "longlat", "latlong", "lonlat", "latlon" -> Crs.of(base);
      case "utm" -> utm(base);
      default -> isWebMercator(base) ? Crs.ofEpsg(3857) : Crs.of(projected(method, base));
    };
  }

  private boolean isWebMercator(CrsDefinition.Geographic base) {
    boolean plain =
        Set.of("lat_0", "lon_0", "x_0", "y_0", "lat_ts").stream()
            .allMatch(key -> number(key, 0) == 0);
    boolean sphere = base.semiMajor() == 6378137 && base.inverseFlattening() == 0;
    return plain
        && number("k", 1) == 1
        && unit() == 1
        && (values.getOrDefault("proj", "").equals("webmerc")
            || (sphere && values.containsKey("nadgrids")));
  }

  private Crs utm(CrsDefinition.Geographic base) {
    double zone = number("zone", 0);
    if (zone != Math.rint(zone) || zone < 1 || zone > 60) {
      throw refused("UTM has +zone from 1 to 60");
    }
    boolean north = !values.containsKey("south");
    String name = base.name() + " / UTM zone " + (int) zone + (north ? "N" : "S");
    double unit = unit();
    return Crs.of(
        new CrsDefinition.Projected(
            name,
            base,
            ProjectionMethod.TRANSVERSE_MERCATOR,
            Map.of(
                LONGITUDE_OF_ORIGIN,
                6 * zone - 183,
                SCALE_FACTOR,
                0.9996,
                FALSE_EASTING,
                5e5 / unit,
                FALSE_NORTHING,
                (north ? 0 : 1e7) / unit),
            unitName(unit),
            unit));
  }

  private CrsDefinition projected(String method, CrsDefinition.Geographic base) {
    double unit = unit();
    Map<ProjectionParameter, Double> p = new EnumMap<>(ProjectionParameter.class);
    p.put(LATITUDE_OF_ORIGIN, number("lat_0", 0));
    p.put(LONGITUDE_OF_ORIGIN, number("lon_0", 0));
    p.put(STANDARD_PARALLEL_1, number("lat_1", number("lat_ts", 0)));
    p.put(STANDARD_PARALLEL_2, number("lat_2", number("lat_1", 0)));
    p.put(SCALE_FACTOR, number("k_0", number("k", 1)));
    p.put(FALSE_EASTING, number("x_0", 0) / unit);
    p.put(FALSE_NORTHING, number("y_0", 0) / unit);
    ProjectionMethod found =
        switch (method) {
          case "tmerc", "etmerc" -> ProjectionMethod.TRANSVERSE_MERCATOR;
          case "merc" ->
              values.containsKey("lat_ts")
                  ? ProjectionMethod.MERCATOR_B
                  : ProjectionMethod.MERCATOR_A;
          case "webmerc" -> ProjectionMethod.PSEUDO_MERCATOR;
          case "lcc" -> conic(p);
          case "aea" -> ProjectionMethod.ALBERS_EQUAL_AREA;
          case "laea" -> ProjectionMethod.LAMBERT_AZIMUTHAL_EQUAL_AREA;
          case "stere", "ups" -> stereographic(method, p);
          case "sterea" -> ProjectionMethod.OBLIQUE_STEREOGRAPHIC;
          case "sinu" -> ProjectionMethod.SINUSOIDAL;
          case "moll" -> ProjectionMethod.MOLLWEIDE;
          case "eqc" -> ProjectionMethod.EQUIDISTANT_CYLINDRICAL;
          case "cea" -> ProjectionMethod.CYLINDRICAL_EQUAL_AREA;
          case "krovak" -> krovak(p);
          case "omerc", "somerc" -> oblique(method, p);
          default -> throw refused("+proj=" + method + " is not a projection that is read");
        };
    return new CrsDefinition.Projected("unknown", base, found, p, unitName(unit), unit);
  }

  private ProjectionMethod conic(Map<ProjectionParameter, Double> p) {
    boolean twoParallels = values.containsKey("lat_2") && number("lat_2", 0) != number("lat_1", 0);
    if (!twoParallels && number("lat_0", 0) == number("lat_1", number("lat_0", 0))) {
      return ProjectionMethod.LAMBERT_CONFORMAL_CONIC_1SP;
    }
    if (p.getOrDefault(SCALE_FACTOR, 1.0) != 1) {
      throw refused("a scale with two parallels or a false origin is not read");
    }
    return ProjectionMethod.LAMBERT_CONFORMAL_CONIC_2SP;
  }

  private ProjectionMethod stereographic(String method, Map<ProjectionParameter, Double> p) {
    if (method.equals("ups")) {
      p.put(LATITUDE_OF_ORIGIN, values.containsKey("south") ? -90.0 : 90.0);
      p.put(SCALE_FACTOR, 0.994);
      p.put(FALSE_EASTING, 2e6 / unit());
      p.put(FALSE_NORTHING, 2e6 / unit());
      return ProjectionMethod.POLAR_STEREOGRAPHIC_A;
    }
    if (Math.abs(number("lat_0", 0)) != 90) {
      throw refused("+proj=stere is read at a pole only, +lat_0=90 or +lat_0=-90");
    }
    boolean parallel = values.containsKey("lat_ts") && Math.abs(number("lat_ts", 0)) != 90;
    p.put(STANDARD_PARALLEL_1, number("lat_ts", 0));
    if (parallel && Math.signum(number("lat_ts", 0)) != Math.signum(number("lat_0", 0))) {
      throw refused("+lat_ts lies on the other hemisphere");
    }
    return parallel
        ? ProjectionMethod.POLAR_STEREOGRAPHIC_B
        : ProjectionMethod.POLAR_STEREOGRAPHIC_A;
  }

  private ProjectionMethod krovak(Map<ProjectionParameter, Double> p) {
    p.put(LATITUDE_OF_ORIGIN, number("lat_0", 49.5));
    p.put(LONGITUDE_OF_ORIGIN, number("lon_0", 24 + 50 / 60.0));
    p.put(AZIMUTH, number("alpha", 30.28813975277778));
    p.put(STANDARD_PARALLEL_1, 78.5);
    p.put(SCALE_FACTOR, number("k", number("k_0", 0.9999)));
    return ProjectionMethod.KROVAK_EAST_NORTH;
  }

  private ProjectionMethod oblique(String method, Map<ProjectionParameter, Double> p) {
    boolean swiss = method.equals("somerc");
    if (!swiss && !values.containsKey("alpha")) {
      throw refused("+proj=omerc is read with +alpha only");
    }
    double azimuth = swiss ? 90 : number("alpha", 90);
    p.put(LONGITUDE_OF_ORIGIN, number("lonc", number("lon_0", 0)));
    p.put(AZIMUTH, azimuth);
    p.put(RECTIFIED_GRID_ANGLE, number("gamma", azimuth));
    return values.containsKey("no_uoff") || values.containsKey("no_off")
        ? ProjectionMethod.HOTINE_OBLIQUE_MERCATOR_A
        : ProjectionMethod.HOTINE_OBLIQUE_MERCATOR_B;
  }

  private CrsDefinition.Geographic base() {
    String datum = values.getOrDefault("datum", "");
    ProjDatum known =
        datum.isEmpty()
            ? ProjDatum.UNKNOWN
            : ProjDatum.find(datum).orElseThrow(() -> refused("+datum=" + datum + " is unknown"));
    String ellipsoid = values.getOrDefault("ellps", known.ellipsoid());
    double[] axes =
        ProjDatum.axes(ellipsoid)
            .orElseThrow(() -> refused("+ellps=" + ellipsoid + " is not known"))
            .clone();
    axes[0] = number("R", number("a", axes[0]));
    if (values.containsKey("R")) {
      axes[1] = 0;
    } else if (values.containsKey("b")) {
      double b = number("b", 0);
      axes[1] = axes[0] == b ? 0 : axes[0] / (axes[0] - b);
    } else if (values.containsKey("rf")) {
      axes[1] = number("rf", 0);
    } else if (values.containsKey("f")) {
      axes[1] = number("f", 0) == 0 ? 0 : 1 / number("f", 0);
    } else if (values.containsKey("a") && !values.containsKey("ellps") && datum.isEmpty()) {
      axes[1] = 0;
    }
    String meridian = values.getOrDefault("pm", "0");
    double degrees = ProjDatum.meridian(meridian).orElseGet(() -> angle("pm", meridian));
    String name = datum.isEmpty() ? "unknown" : known.name();
    return new CrsDefinition.Geographic(
        name,
        datum.isEmpty() ? "Unknown" : known.datum(),
        ellipsoid,
        axes[0],
        axes[1],
        degrees,
        values.containsKey("towgs84") ? shift(values.getOrDefault("towgs84", "")) : known.shift());
  }

  private List<Double> shift(String numbers) {
    String[] parts = numbers.split(",", 9);
    if (parts.length != 3 && parts.length != 7) {
      throw refused("+towgs84 has 3 or 7 numbers");
    }
    List<Double> shift = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      shift.add(i < parts.length ? parsed("towgs84", parts[i]) : 0);
    }
    return shift;
  }

  /** Metres per unit. */
  private double unit() {
    String name = values.getOrDefault("units", "m");
    return number(
        "to_meter",
        switch (name) {
          case "m" -> 1;
          case "km" -> 1000;
          case "dm" -> 0.1;
          case "cm" -> 0.01;
          case "mm" -> 0.001;
          case "ft" -> 0.3048;
          case "us-ft" -> 1200.0 / 3937;
          case "yd" -> 0.9144;
          case "kmi" -> 1852;
          default -> throw refused("+units=" + name + " is not known");
        });
  }

  private static String unitName(double metres) {
    return metres == 1
        ? "metre"
        : metres == 0.3048
            ? "foot"
            : metres == 1200.0 / 3937 ? "US survey foot" : metres == 1000 ? "kilometre" : "unknown";
  }

  private double number(String key, double otherwise) {
    String value = values.getOrDefault(key, "");
    return value.isEmpty() ? otherwise : angle(key, value);
  }

  /** A number, or degrees, minutes and seconds. */
  private double angle(String key, String value) {
    Matcher dms = DMS.matcher(value);
    if (!dms.matches()) {
      return parsed(key, value);
    }
    double degrees = Double.parseDouble(dms.group(2));
    degrees += dms.group(3) == null ? 0 : Double.parseDouble(dms.group(3)) / 60;
    degrees += dms.group(4) == null ? 0 : Double.parseDouble(dms.group(4)) / 3600;
    boolean southOrWest = dms.group(5).equals("S") || dms.group(5).equals("W");
    return dms.group(1).equals("-") != southOrWest ? -degrees : degrees;
  }

  private double parsed(String key, String value) {
    try {
      double number = Double.parseDouble(value.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw refused("+" + key + "=" + value + " is not a number");
  }

  private RasterException refused(String why) {
    String start = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new RasterException(
        RasterException.Key.CRS, "the PROJ string \"" + start + "\" is not understood: " + why);
  }
}
