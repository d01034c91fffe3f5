// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.RasterException;

/**
 * A horizontal coordinate reference system. Coordinates are always x first: easting or longitude,
 * then northing or latitude, whatever order the defining authority prescribes. Longitudes and
 * latitudes are in degrees.
 *
 * <p>Two systems are equal when they have the same EPSG code, or, where one of them has none, the
 * same definition: method, parameters, ellipsoid and datum, but not names. A datum without a name
 * is a datum of its own.
 *
 * <p>Known limits: heights are ignored. A datum that a text spells out without a code or a shift to
 * WGS 84, and of which no usual shift is known, is taken for WGS 84, as PROJ does, which may be
 * wrong by some hundred metres. A datum has one shift everywhere, so that neighbouring zones meet;
 * PROJ may choose by place, some metres apart. Datum shifts by grid files are not applied.
 */
public final class Crs {

  /** The system of a file that says nothing about where it lies. */
  public static final Crs UNKNOWN =
      new Crs(OptionalInt.empty(), "unknown", false, 1, null, "", null);

  /** Texts above this length are not read (characters); EPSG's longest have 10,000. */
  private static final int MAX_TEXT = 1 << 17;

  private static final Map<Integer, Crs> BY_CODE = new ConcurrentHashMap<>();

  private final OptionalInt epsg;
  private final String name;
  private final boolean geographic;
  private final double metresPerUnit;
  private final @Nullable CrsDefinition definition;
  private final String wkt;
  private final @Nullable SisCrs parsed;
  private volatile @Nullable CrsTransform transform;
  private volatile @Nullable CoordinateTransform toLonLat;
  private volatile @Nullable CoordinateTransform fromLonLat;

  private Crs(
      OptionalInt epsg,
      String name,
      boolean geographic,
      double metresPerUnit,
      @Nullable CrsDefinition definition,
      String wkt,
      @Nullable SisCrs parsed) {
    this.epsg = epsg;
    this.name = name;
    this.geographic = geographic;
    this.metresPerUnit = metresPerUnit;
    this.definition = definition;
    this.wkt = wkt;
    this.parsed = parsed;
  }

  /**
   * The system of an EPSG code. WGS 84, Web and World Mercator, the common polar stereographic
   * systems and UPS, LAEA Europe, Lambert-93, Conus Albers, Krovak, the Gauss-Kruger zones on
   * Pulkovo 1942, and the UTM zones on WGS 84, ETRS89, NAD83 and SIRGAS 2000 are built in; the
   * first use of another takes seconds, once on each machine whose cache folder can be written.
   *
   * @throws RasterException with key CRS when the code is not that of a horizontal system
   */
  public static Crs ofEpsg(int code) {
    Crs known = BY_CODE.get(code);
    if (known == null) {
      known =
          KnownCrs.find(code)
              .map(d -> of(d, OptionalInt.of(code)))
              .orElseGet(() -> of(SisCrs.parse(EpsgDatabase.wkt(code)), OptionalInt.of(code)));
      BY_CODE.put(code, known);
    }
    return known;
  }

  /**
   * The system that a user or a file names or defines: {@code EPSG:32633}, also as URN or URL of
   * the OGC; {@code OGC:CRS84}; WKT 1 or 2; PROJJSON; or a PROJ string. Whatever order of axes the
   * text prescribes, x comes first: {@code EPSG:4326} and {@code OGC:CRS84} are the same here.
   *
   * @throws RasterException with key CRS when it cannot be understood
   */
  public static Crs of(String text) {
    String plain = text.strip();
    if (plain.length() > MAX_TEXT) {
      throw tooLong(plain);
    }
    Optional<Integer> code = CrsName.epsgCode(plain);
    if (code.isPresent()) {
      return ofEpsg(code.get());
    }
    if (plain.startsWith("{")) {
      return ProjJson.parse(plain);
    }
    if (plain.matches("(?s)[A-Za-z_]{3,30}\\s*[\\[(].*")) {
      return ofWkt(plain);
    }
    if (ProjString.matches(plain)) {
      return ProjString.parse(plain);
    }
    throw new RasterException(
        RasterException.Key.CRS,
        "\"%s\" is no coordinate reference system; write it as EPSG:32633, WKT, PROJJSON or a PROJ string"
            .formatted(plain.length() <= 60 ? plain : plain.substring(0, 60) + "..."));
  }

  private static RasterException tooLong(String text) {
    return new RasterException(
        RasterException.Key.CRS, "a CRS text of " + text.length() + " characters is too long");
  }

  /**
   * The system that a text in WKT 1 or WKT 2 defines. Has an EPSG code when the text names one.
   *
   * @throws RasterException with key CRS when it cannot be understood
   */
  public static Crs ofWkt(String wkt) {
    if (wkt.length() > MAX_TEXT) {
      throw tooLong(wkt);
    }
    Optional<BoundCrsText> bound = BoundCrsText.find(wkt);
    if (bound.isEmpty()) {
      return ofPlainWkt(wkt);
    }
    Crs source = ofPlainWkt(bound.get().source());
    return source
        .definition()
        .map(d -> of(d.withToWgs84(bound.get().toWgs84()), source.epsg()))
        .orElse(source);
  }

  private static Crs ofPlainWkt(String wkt) {
    OptionalInt code = WktText.epsgCode(wkt);
    if (code.isPresent() && KnownCrs.find(code.getAsInt()).isPresent()) {
      return ofEpsg(code.getAsInt());
    }
    if (Wkt1Dialect.isWebMercator(wkt)) {
      return ofEpsg(3857);
    }
    String text = Wkt1Dialect.translated(wkt);
    try {
      return of(SisCrs.parse(text), code);
    } catch (RasterException e) {
      String plain = Wkt1Dialect.withoutAxes(text);
      if (!plain.equals(text)) {
        return of(SisCrs.parse(plain), code);
      }
      if (code.isPresent()) {
        return ofEpsg(code.getAsInt());
      }
      throw e;
    }
  }

  /** The system with the given numbers, without a code. */
  public static Crs of(CrsDefinition definition) {
    return of(definition, OptionalInt.empty());
  }

  /** The system with the given numbers, that of a code if one is given. */
  static Crs of(CrsDefinition definition, OptionalInt code) {
    return new Crs(
        code,
        definition.name(),
        definition instanceof CrsDefinition.Geographic,
        definition instanceof CrsDefinition.Projected projected ? projected.metresPerUnit() : 1,
        definition,
        WktText.format(definition, code),
        null);
  }

  private static Crs of(SisCrs parsed, OptionalInt code) {
    CrsDefinition definition = parsed.definition().orElse(null);
    return new Crs(
        code,
        parsed.name(),
        parsed.isGeographic(),
        parsed.metresPerUnit(),
        definition,
        definition == null ? parsed.wkt() : WktText.format(definition, code),
        parsed);
  }

  /** The code in the EPSG dataset, where one is known. */
  public OptionalInt epsg() {
    return epsg;
  }

  /** The definition in WKT 2 (ISO 19162:2019), x first; empty for {@link #UNKNOWN}. */
  public String wkt() {
    return wkt;
  }

  /** The definition in PROJJSON, x first; empty where {@link #definition} is. */
  public Optional<String> projJson() {
    return definition().map(d -> ProjJson.format(d, epsg));
  }

  public String name() {
    return name;
  }

  /** Whether coordinates are longitude and latitude in degrees. */
  public boolean isGeographic() {
    return geographic;
  }

  /** Metres per unit of eastings and northings; 1 for geographic and unknown systems. */
  public double metresPerUnit() {
    return metresPerUnit;
  }

  /** The definition in numbers, where the projection is one of {@link ProjectionMethod}. */
  public Optional<CrsDefinition> definition() {
    return Optional.ofNullable(definition);
  }

  /**
   * Replaces coordinates of this system by longitudes and latitudes on WGS 84 (degrees).
   *
   * @param xy pairs of x and y
   * @param points number of pairs; the array may be longer. A point that the projection does not
   *     reach becomes NaN
   * @throws RasterException with key CRS when this system is unknown
   */
  public void toLonLat(double[] xy, int points) {
    CoordinateTransform made = toLonLat;
    if (made == null) {
      made = CoordinateTransform.between(this, ofEpsg(4326));
      toLonLat = made;
    }
    made.transform(xy, points);
  }

  /** The inverse of {@link #toLonLat}. */
  public void fromLonLat(double[] lonLat, int points) {
    CoordinateTransform made = fromLonLat;
    if (made == null) {
      made = CoordinateTransform.between(ofEpsg(4326), this);
      fromLonLat = made;
    }
    made.transform(lonLat, points);
  }

  /** The parts that transforms from and to this system are made of. */
  CrsTransform transform() {
    CrsTransform made = transform;
    if (made == null) {
      made = definition == null ? sisTransform() : ownTransform(definition);
      transform = made;
    }
    return made;
  }

  private CrsTransform ownTransform(CrsDefinition numbers) {
    return CrsTransform.of(numbers, epsg)
        .orElseGet(() -> {
          SisCrs sis = parsed == null ? SisCrs.parse(WktText.formatPlain(numbers, epsg)) : parsed;
          return CrsTransform.of(sis, numbers.geographic(), epsg);
        });
  }

  private CrsTransform sisTransform() {
    if (parsed == null) {
      throw new RasterException(
          RasterException.Key.CRS,
          "there is no coordinate reference system, so longitudes are not known");
    }
    return CrsTransform.of(parsed, parsed.geographic(), epsg);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Crs that) || wkt.isEmpty() || that.wkt.isEmpty()) {
      return false;
    }
    if (epsg.isPresent() && that.epsg.isPresent()) {
      return epsg.equals(that.epsg);
    }
    return key().equals(that.key());
  }

  private String key() {
    return definition == null ? wkt : definition.key();
  }

  /** Coarse on purpose: equal systems may have codes or not, and different texts. */
  @Override
  public int hashCode() {
    return geographic ? 1 : 2;
  }

  @Override
  public String toString() {
    return epsg.isPresent() ? "EPSG:" + epsg.getAsInt() : name;
  }
}
