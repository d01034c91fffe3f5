// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Datums by name: which coincide with WGS 84, and how the others are usually shifted to it. A shift
 * belongs to a datum here, not to a part of the country that uses it, so that neighbouring zones on
 * the same datum meet; where the EPSG dataset has better ones for a part, a definition can say so.
 */
final class KnownDatums {

  /** Coincide with WGS 84 within about a metre; EPSG has operations of zeros for them. */
  private static final Set<String> WGS84_LIKE =
      Set.of(
          "worldgeodeticsystem1984",
          "europeanterrestrialreferencesystem1989",
          "sistemadereferenciageocentricoparalasamericas2000",
          "northamericandatum1983",
          "china2000",
          "reseaugeodesiquefrancais1993",
          "etrf2000poland",
          "geocentricdatumofaustralia1994",
          "geocentricdatumofaustralia2020",
          "newzealandgeodeticdatum2000",
          "japanesegeodeticdatum2000",
          "koreangeodeticdatum2002");

  static boolean isLikeWgs84(String key) {
    return WGS84_LIKE.contains(key);
  }

  /**
   * The position vector shift to WGS 84 as {@link CrsDefinition.Geographic#toWgs84}, empty for a
   * datum that is not here.
   */
  static List<Double> shift(String key) {
    return switch (key) {
      case "pulkovo1942" -> List.of(25.0, -141.0, -78.5, 0.0, 0.35, 0.736, 0.0); // EPSG:15865
      case "ordnancesurveyofgreatbritain1936" -> // EPSG:1314
          List.of(446.448, -125.157, 542.06, 0.15, 0.247, 0.842, -20.489);
      case "deutscheshauptdreiecksnetz" -> // EPSG:1777
          List.of(598.1, 73.7, 418.2, 0.202, 0.045, -2.455, 6.7);
      case "northamericandatum1927" -> // EPSG:1173, the mean of the conterminous United States
          List.of(-8.0, 160.0, 176.0, 0.0, 0.0, 0.0, 0.0);
      case "systemoftheunifiedtrigonometricalcadastralnetwork" -> // EPSG:4836
          List.of(589.0, 76.0, 480.0, 0.0, 0.0, 0.0, 0.0);
      default -> List.of();
    };
  }

  /** A datum's name without spelling variants; empty for one that says it is unknown. */
  static String key(String datum) {
    String plain =
        Normalizer.normalize(datum, Normalizer.Form.NFD) // accents apart, to be left out
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\bensemble\\b", "")
            .replaceAll("^d_", "")
            .replaceAll("[^a-z0-9]", "");
    if (plain.matches(".*(unknown|unnamed|notspecified|undefined|userdefined|custom).*")) {
      return "";
    }
    return switch (plain) {
      case "wgs84", "wgs1984", "wgs1984g1762" -> "worldgeodeticsystem1984";
      case "etrs89", "etrs1989" -> "europeanterrestrialreferencesystem1989";
      case "sirgas2000",
          "sistemadereferenciageocentricoparaamericadelsur2000",
          "sistemadereferenciageocentricoparalasamericas2000" ->
          "sistemadereferenciageocentricoparalasamericas2000";
      case "nad83", "nad1983", "northamerican1983" -> "northamericandatum1983";
      case "nad27", "nad1927", "northamerican1927" -> "northamericandatum1927";
      case "pulkovo1942", "s42", "sk42" -> "pulkovo1942";
      case "osgb1936", "osgb36", "ordnancesurveyofgreatbritain1936" ->
          "ordnancesurveyofgreatbritain1936";
      case "dhdn", "deutscheshauptdreiecksnetz" -> "deutscheshauptdreiecksnetz";
      case "sjtsk",
          "systemjednotnetrigonometrickesitekatastralni",
          "systemoftheunifiedtrigonometricalcadastralnetwork" ->
          "systemoftheunifiedtrigonometricalcadastralnetwork";
      case "rgf93",
          "rgf1993",
          "reseaugeodesiquefrancais1993",
          "reseaugeodesiquefrancais1993v1",
          "reseaugeodesiquefrancais1993v2",
          "reseaugeodesiquefrancais1993v2b" ->
          "reseaugeodesiquefrancais1993";
      default -> plain;
    };
  }

  private KnownDatums() {}
}
