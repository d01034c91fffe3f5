// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/**
 * What the metadata of a Sentinel-2 product and of one of its tiles say (Sentinel-2 Products
 * Specification Document, S2-PDGS-TAS-DI-PSD). The elements have moved between the versions of the
 * format, so most are looked for by name at any depth.
 *
 * @param product {@code MTD_MSIL1C.xml} or {@code MTD_MSIL2A.xml}
 * @param tile {@code MTD_TL.xml}
 */
record Sentinel2Metadata(XmlElement product, XmlElement tile) {

  /** Since this baseline samples have an offset, so that noise around zero is not cut off. */
  private static final double FIRST_BASELINE_WITH_OFFSETS = 4;

  private static final Pattern ORBIT_IN_ID = Pattern.compile("_A(\\d{6})_");

  private static final Pattern TILE_IN_ID = Pattern.compile("_T(\\d{2}[C-X][A-Z]{2})(?=_|$)");

  /** {@code L1C} or {@code L2A}. */
  String level() {
    return switch (product.name()) {
      case "Level-1C_User_Product" -> "L1C";
      case "Level-2A_User_Product" -> "L2A";
      default ->
          throw new CatalogException(
              CatalogException.Key.INVALID,
              "<"
                  + product.name()
                  + "> is not the metadata of a Sentinel-2 product of level 1C or 2A");
    };
  }

  Optional<String> text(String element) {
    return product.find(element).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  OptionalDouble number(String element) {
    return product.find(element).map(XmlElement::number).orElse(OptionalDouble.empty());
  }

  private String required(String element) {
    return text(element)
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.INVALID, "the product's metadata have no " + element));
  }

  /** When the satellite began to take the data of which the tile is a part. */
  Instant datatakeStart() {
    return instant("DATATAKE_SENSING_START", required("DATATAKE_SENSING_START"));
  }

  /** When the tile itself was taken. */
  Optional<Instant> tileSensingTime() {
    return tile.text("General_Info/SENSING_TIME").map(text -> instant("SENSING_TIME", text));
  }

  static Instant instant(String element, String text) {
    try {
      return text.endsWith("Z")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "metadata: " + element + " should be a date and time but is \"" + text + "\"",
          e);
    }
  }

  /** As 4.0, 5.11. */
  double baseline() {
    String text = required("PROCESSING_BASELINE");
    if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "PROCESSING_BASELINE should be as 04.00 but is \"" + text + "\"");
    }
    return Double.parseDouble(text);
  }

  /** "Sentinel-2A". */
  String spacecraft() {
    return required("SPACECRAFT_NAME");
  }

  Optional<String> datatakeId() {
    return product.find("Datatake").flatMap(d -> d.attribute("datatakeIdentifier"));
  }

  /** The identifier of the tile's image, as {@code S2A_OPER_MSI_L2A_TL_..._T59GPM_N05.11}. */
  Optional<String> tileId() {
    return tile.text("General_Info/TILE_ID").or(() -> tile.text("General_Info/TILE_ID_2A"));
  }

  Optional<String> datastripId() {
    return tile.text("General_Info/DATASTRIP_ID")
        .or(() -> tile.text("General_Info/DATASTRIP_ID_2A"));
  }

  /** The square of the Military Grid Reference System, as {@code 59GPM}. */
  Optional<String> mgrsTile() {
    return tileId().map(TILE_IN_ID::matcher).filter(Matcher::find).map(m -> m.group(1));
  }

  OptionalInt absoluteOrbit() {
    Optional<Matcher> orbit = tileId().map(ORBIT_IN_ID::matcher).filter(Matcher::find);
    return orbit.isPresent()
        ? OptionalInt.of(Integer.parseInt(orbit.get().group(1)))
        : OptionalInt.empty();
  }

  /** The grid of a resolution (m); empty when the tile has none of it. */
  Optional<Grid> grid(int resolution) {
    XmlElement geocoding =
        tile.child("Geometric_Info/Tile_Geocoding")
            .orElseThrow(() ->
                new CatalogException(
                    CatalogException.Key.INVALID, "the tile's metadata have no Tile_Geocoding"));
    Optional<XmlElement> size = ofResolution(geocoding, "Size", resolution);
    Optional<XmlElement> position = ofResolution(geocoding, "Geoposition", resolution);
    if (size.isEmpty() || position.isEmpty()) {
      return Optional.empty();
    }
    String code = geocoding.required("HORIZONTAL_CS_CODE");
    if (!code.matches("(?i)EPSG:\\d{4,6}")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "HORIZONTAL_CS_CODE should be as EPSG:32633 but is \"" + code + "\"");
    }
    double dx = position.get().requiredNumber("XDIM");
    double dy = position.get().requiredNumber("YDIM");
    double columns = size.get().requiredNumber("NCOLS");
    double rows = size.get().requiredNumber("NROWS");
    if (!(dx > 0 && dy < 0 && columns >= 1 && rows >= 1 && columns < 1e6 && rows < 1e6)) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the tile's %s x %s pixels of %s x %s m make no grid".formatted(columns, rows, dx, dy));
    }
    return Optional.of(
        new Grid(
            Crs.ofEpsg(Integer.parseInt(code.substring("EPSG:".length()))),
            Affine.northUp(
                position.get().requiredNumber("ULX"),
                position.get().requiredNumber("ULY"),
                dx,
                -dy),
            (int) columns,
            (int) rows));
  }

  private static Optional<XmlElement> ofResolution(
      XmlElement geocoding, String name, int resolution) {
    return geocoding.children(name).stream()
        .filter(e -> e.attribute("resolution").filter(("" + resolution)::equals).isPresent())
        .findFirst();
  }

  /**
   * What turns the samples of each band into reflectance; where the product gives offsets, of those
   * bands that have one.
   */
  Map<Sentinel2Band, Calibration> reflectance() {
    OptionalDouble quantification = OptionalDouble.empty();
    for (String element :
        List.of(
            "BOA_QUANTIFICATION_VALUE", "L2A_BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE")) {
      quantification = quantification.isPresent() ? quantification : number(element);
    }
    if (quantification.isEmpty() || !(quantification.getAsDouble() > 0)) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the product's metadata have no QUANTIFICATION_VALUE");
    }
    Map<Sentinel2Band, Double> offsets = offsets();
    Map<Sentinel2Band, Calibration> calibrations = new EnumMap<>(Sentinel2Band.class);
    for (Sentinel2Band band : Sentinel2Band.values()) {
      double divisor = quantification.getAsDouble();
      double offset = offsets.getOrDefault(band, 0.0);
      if (offsets.isEmpty() || offsets.containsKey(band)) {
        calibrations.put(
            band, new Calibration(1 / divisor, offset == 0 ? 0 : offset / divisor, "1"));
      }
    }
    return calibrations;
  }

  private Map<Sentinel2Band, Double> offsets() {
    String element = level().equals("L1C") ? "RADIO_ADD_OFFSET" : "BOA_ADD_OFFSET";
    Map<Sentinel2Band, Double> offsets = new EnumMap<>(Sentinel2Band.class);
    for (XmlElement offset : product.findAll(element)) {
      Optional<Sentinel2Band> band = offset.attribute("band_id").flatMap(Sentinel2Band::ofId);
      OptionalDouble value = offset.number();
      if (band.isEmpty() || value.isEmpty()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "a " + element + " of the product's metadata has no band_id 0 to 12 or no number");
      }
      offsets.put(band.get(), value.getAsDouble());
    }
    if (offsets.isEmpty() && baseline() >= FIRST_BASELINE_WITH_OFFSETS) {
      // without them all reflectances would be 0.1 too high, unseen
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the product's metadata have no %s, which baseline %s must have"
              .formatted(element, required("PROCESSING_BASELINE")));
    }
    return offsets;
  }

  /** The middle of each band as the product gives it (micrometres). */
  Map<Sentinel2Band, Double> wavelengths() {
    Map<Sentinel2Band, Double> wavelengths = new EnumMap<>(Sentinel2Band.class);
    for (XmlElement band : product.findAll("Spectral_Information")) {
      OptionalDouble nanometres = band.number("Wavelength/CENTRAL");
      if (nanometres.isPresent() && nanometres.getAsDouble() > 0) {
        band.attribute("bandId")
            .flatMap(Sentinel2Band::ofId)
            .ifPresent(b -> wavelengths.put(b, rounded(nanometres.getAsDouble() / 1000, 1e7)));
      }
    }
    return wavelengths;
  }

  /** The sun's height over the horizon (degrees). */
  OptionalDouble sunElevation() {
    OptionalDouble zenith = tile.number("Geometric_Info/Tile_Angles/Mean_Sun_Angle/ZENITH_ANGLE");
    return zenith.isPresent() ? OptionalDouble.of(rounded(90 - zenith.getAsDouble(), 1e9)) : zenith;
  }

  /** Clockwise from north (degrees). */
  OptionalDouble sunAzimuth() {
    OptionalDouble azimuth = tile.number("Geometric_Info/Tile_Angles/Mean_Sun_Angle/AZIMUTH_ANGLE");
    return azimuth.isPresent()
        ? OptionalDouble.of((azimuth.getAsDouble() % 360 + 360) % 360)
        : azimuth;
  }

  /**
   * How the satellite was seen from the ground, in the mean over the bands.
   *
   * @param zenith incidence angle (degrees)
   * @param azimuth clockwise from north (degrees)
   */
  record ViewAngles(double zenith, double azimuth) {}

  Optional<ViewAngles> view() {
    List<double[]> angles = new ArrayList<>();
    for (XmlElement band :
        tile.children(
            "Geometric_Info/Tile_Angles/Mean_Viewing_Incidence_Angle_List"
                + "/Mean_Viewing_Incidence_Angle")) {
      OptionalDouble zenith = band.number("ZENITH_ANGLE");
      OptionalDouble azimuth = band.number("AZIMUTH_ANGLE");
      if (zenith.isPresent() && azimuth.isPresent()) {
        angles.add(new double[] {zenith.getAsDouble(), Math.toRadians(azimuth.getAsDouble())});
      }
    }
    if (angles.isEmpty()) {
      return Optional.empty();
    }
    double zenith = angles.stream().mapToDouble(a -> a[0]).sum() / angles.size();
    double east = angles.stream().mapToDouble(a -> Math.sin(a[1])).sum();
    double north = angles.stream().mapToDouble(a -> Math.cos(a[1])).sum();
    double azimuth = Math.toDegrees(Math.atan2(east, north));
    return Optional.of(new ViewAngles(rounded(zenith, 1e6), rounded((azimuth + 360) % 360, 1e6)));
  }

  private static double rounded(double value, double steps) {
    return Math.round(value * steps) / steps;
  }

  /**
   * The outline of the data as longitudes and latitudes (degrees); empty when there is none, or
   * several.
   */
  Optional<List<double[]>> outline() {
    List<XmlElement> rings = product.findAll("EXT_POS_LIST");
    if (rings.size() != 1) {
      return Optional.empty();
    }
    double[] latLon = rings.getFirst().numbers();
    if (latLon.length < 6 || latLon.length % 2 != 0) {
      return Optional.empty();
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < latLon.length; i += 2) {
      points.add(new double[] {latLon[i + 1], latLon[i]});
    }
    return Optional.of(points);
  }
}
