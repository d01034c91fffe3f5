// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A datum by the name that PROJ strings use.
 *
 * @param name of the longitude and latitude on it
 * @param datum its name in the EPSG dataset
 * @param ellipsoid PROJ's name of the ellipsoid
 * @param shift as {@link CrsDefinition.Geographic#toWgs84}
 */
record ProjDatum(String name, String datum, String ellipsoid, List<Double> shift) {

  /** Of a string that names none. */
  static final ProjDatum UNKNOWN = new ProjDatum("unknown", "Unknown", "GRS80", List.of());

  /** Semi-major axis (m) and inverse flattening (0 for a sphere). */
  private static final Map<String, double[]> ELLIPSOIDS =
      Map.ofEntries(
          Map.entry("WGS84", new double[] {6378137, 298.257223563}),
          Map.entry("GRS80", new double[] {6378137, 298.257222101}),
          Map.entry("WGS72", new double[] {6378135, 298.26}),
          Map.entry("GRS67", new double[] {6378160, 298.247167427}),
          Map.entry("krass", new double[] {6378245, 298.3}),
          Map.entry("bessel", new double[] {6377397.155, 299.1528128}),
          Map.entry("bess_nam", new double[] {6377483.865, 299.1528128}),
          Map.entry("clrk66", new double[] {6378206.4, 6378206.4 / (6378206.4 - 6356583.8)}),
          Map.entry("clrk80", new double[] {6378249.145, 293.4663}),
          Map.entry("clrk80ign", new double[] {6378249.2, 293.4660212936269}),
          Map.entry("intl", new double[] {6378388, 297}),
          Map.entry("helmert", new double[] {6378200, 298.3}),
          Map.entry("airy", new double[] {6377563.396, 299.3249646}),
          Map.entry(
              "mod_airy", new double[] {6377340.189, 6377340.189 / (6377340.189 - 6356034.446)}),
          Map.entry("evrst30", new double[] {6377276.345, 300.8017}),
          Map.entry("aust_SA", new double[] {6378160, 298.25}),
          Map.entry("sphere", new double[] {6370997, 0}));

  static Optional<double[]> axes(String ellipsoid) {
    return Optional.ofNullable(ELLIPSOIDS.get(ellipsoid));
  }

  static Optional<ProjDatum> find(String datum) {
    return switch (datum) {
      case "WGS84" -> of("WGS 84", "World Geodetic System 1984", "WGS84");
      case "NAD83" -> of("NAD83", "North American Datum 1983", "GRS80");
      case "NAD27" -> of("NAD27", "North American Datum 1927", "clrk66");
      case "potsdam" -> of("DHDN", "Deutsches Hauptdreiecksnetz", "bessel");
      case "OSGB36" -> of("OSGB36", "Ordnance Survey of Great Britain 1936", "airy");
      case "GGRS87" ->
          of("GGRS87", "Greek Geodetic Reference System 1987", "GRS80", -199.87, 74.79, 246.62);
      case "carthage" -> of("Carthage", "Carthage", "clrk80ign", -263, 6, 431);
      case "hermannskogel" ->
          of(
              "MGI",
              "Militar-Geographische Institut",
              "bessel",
              577.326,
              90.129,
              463.919,
              5.137,
              1.474,
              5.297,
              2.4232);
      case "nzgd49" ->
          of(
              "NZGD49",
              "New Zealand Geodetic Datum 1949",
              "intl",
              59.47,
              -5.04,
              187.44,
              0.47,
              -0.1,
              1.024,
              -4.5993);
      default -> Optional.empty();
    };
  }

  private static Optional<ProjDatum> of(
      String name, String datum, String ellipsoid, double... shift) {
    Double[] seven = new Double[shift.length == 0 ? 0 : 7];
    for (int i = 0; i < seven.length; i++) {
      seven[i] = i < shift.length ? shift[i] : 0;
    }
    return Optional.of(new ProjDatum(name, datum, ellipsoid, List.of(seven)));
  }

  /** Degrees from Greenwich of a meridian with a name. */
  static Optional<Double> meridian(String name) {
    return switch (name) {
      case "greenwich" -> Optional.of(0.0);
      case "lisbon" -> Optional.of(-(9 + 7 / 60.0 + 54.862 / 3600));
      case "paris" -> Optional.of(2.337229166666667);
      case "madrid" -> Optional.of(-(3 + 41 / 60.0 + 14.55 / 3600));
      case "rome" -> Optional.of(12 + 27 / 60.0 + 8.4 / 3600);
      case "bern" -> Optional.of(7 + 26 / 60.0 + 22.5 / 3600);
      case "jakarta" -> Optional.of(106 + 48 / 60.0 + 27.79 / 3600);
      case "ferro" -> Optional.of(-(17 + 40 / 60.0));
      case "stockholm" -> Optional.of(18 + 3 / 60.0 + 29.8 / 3600);
      case "athens" -> Optional.of(23 + 42 / 60.0 + 58.815 / 3600);
      case "oslo" -> Optional.of(10 + 43 / 60.0 + 22.5 / 3600);
      default -> Optional.empty();
    };
  }
}
