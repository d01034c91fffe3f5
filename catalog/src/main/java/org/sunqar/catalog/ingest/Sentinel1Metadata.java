// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * What the manifest of a Sentinel-1 product says (Sentinel-1 Product Specification,
 * S1-RS-MDA-52-7441).
 *
 * @param manifest {@code manifest.safe}
 */
record Sentinel1Metadata(XmlElement manifest) {

  static boolean isSentinel1(SafeManifest manifest) {
    return manifest
        .metadata()
        .find("platform")
        .flatMap(platform -> platform.text("familyName"))
        .filter(name -> name.equalsIgnoreCase("SENTINEL-1"))
        .isPresent();
  }

  Optional<String> text(String element) {
    return manifest.find(element).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  private String required(String element) {
    return text(element)
        .orElseThrow(() ->
            new CatalogException(CatalogException.Key.INVALID, "the manifest has no " + element));
  }

  /** "GRD", "SLC", "OCN", "RAW". */
  String productType() {
    return required("productType");
  }

  /** "a" to "d". */
  String satellite() {
    return manifest
        .find("platform")
        .flatMap(platform -> platform.text("number"))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  /** "IW", "EW", "SM", "WV"; a stripmap beam, "S1" to "S6", is "SM". */
  String mode() {
    return required("mode");
  }

  TimeInterval time() {
    Instant start = instant("startTime");
    Instant stop = instant("stopTime");
    if (stop.isBefore(start)) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the acquisition stops at " + stop + ", before it starts");
    }
    return new TimeInterval(start, stop);
  }

  private Instant instant(String element) {
    String text =
        manifest
            .find("acquisitionPeriod")
            .flatMap(period -> period.text(element))
            .orElseThrow(() ->
                new CatalogException(
                    CatalogException.Key.INVALID,
                    "the manifest has no acquisitionPeriod with a " + element));
    return Sentinel2Metadata.instant(element, text);
  }

  /** As "VV", "VH", in the order of the manifest. */
  List<String> polarizations() {
    return manifest.findAll("transmitterReceiverPolarisation").stream()
        .map(XmlElement::text)
        .filter(text -> text.matches("HH|HV|VH|VV"))
        .toList();
  }

  /** The number of an orbit where the acquisition began: "orbitNumber", "relativeOrbitNumber". */
  OptionalInt orbit(String element) {
    return manifest.findAll(element).stream()
        .filter(orbit -> !orbit.attribute("type").orElse("start").equals("stop"))
        .map(XmlElement::text)
        .filter(text -> text.matches("[1-9]\\d{0,8}"))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /** The corners of the image as longitudes and latitudes (degrees). */
  List<double[]> outline() {
    String text =
        manifest
            .find("footPrint")
            .flatMap(footprint -> footprint.text("coordinates"))
            .orElseThrow(() ->
                new CatalogException(
                    CatalogException.Key.INVALID, "the manifest has no footPrint"));
    List<double[]> points = new ArrayList<>();
    for (String pair : text.split("\\s+", -1)) {
      String[] latLon = pair.split(",", -1);
      if (latLon.length != 2 || !isNumber(latLon[0]) || !isNumber(latLon[1])) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "the footPrint of the manifest should be pairs as 46.03,1.51 but has \"" + pair + "\"");
      }
      points.add(new double[] {Double.parseDouble(latLon[1]), Double.parseDouble(latLon[0])});
    }
    return points;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d{1,3}(\\.\\d{1,15})?");
  }
}
