// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;

/**
 * What a {@code *_metadata.xml} says: an EarthObservation of OGC's Earth observation products with
 * RapidEye's additions.
 *
 * @param stem the name of the file without its ending, the id of the scene
 */
record RapidEyeMetadata(String stem, XmlElement root) {

  RapidEyeMetadata {
    if (!root.name().equals("EarthObservation")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          stem
              + "_metadata.xml is not the metadata of a RapidEye product: it is a <"
              + root.name()
              + ">, not an <EarthObservation>");
    }
  }

  /** As "RE-3". */
  Optional<String> satellite() {
    return text("serialIdentifier")
        .or(() -> root.find("Platform").flatMap(platform -> platform.text("shortName")));
  }

  Optional<String> instrument() {
    return root.find("Instrument").flatMap(instrument -> instrument.text("shortName"));
  }

  Instant time() {
    return text("acquisitionDateTime")
        .or(() -> text("acquisitionDate"))
        .or(() -> text("beginPosition"))
        .flatMap(DimapMetadata::instant)
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.INVALID,
                "no acquisitionDateTime in the metadata is a date and time"));
  }

  Optional<String> imageFile() {
    return root.find("ProductInformation").flatMap(product -> product.text("fileName"));
  }

  Optional<String> maskFile() {
    return root.find("MaskInformation").flatMap(mask -> mask.text("fileName"));
  }

  Optional<String> productType() {
    return text("productType");
  }

  Optional<String> tileId() {
    return text("tileId");
  }

  OptionalDouble cloudCover() {
    return number("cloudCoverPercentage");
  }

  OptionalDouble sunAzimuth() {
    return number("illuminationAzimuthAngle");
  }

  OptionalDouble sunElevation() {
    return number("illuminationElevationAngle");
  }

  OptionalDouble incidence() {
    return number("incidenceAngle");
  }

  OptionalDouble azimuth() {
    return number("azimuthAngle");
  }

  /** Degrees from nadir. */
  OptionalDouble viewAngle() {
    OptionalDouble angle = number("spaceCraftViewAngle");
    return angle.isPresent() ? OptionalDouble.of(Math.abs(angle.getAsDouble())) : angle;
  }

  Optional<String> orbitDirection() {
    return text("orbitDirection");
  }

  /** Radiance (W m-2 sr-1 um-1) of one step of the samples of a band, from 1. */
  OptionalDouble radiancePerStep(int band) {
    for (XmlElement element : root.findAll("bandSpecificMetadata")) {
      if (element.number("bandNumber").orElse(0) == band) {
        OptionalDouble factor = element.number("radiometricScaleFactor");
        return factor.isPresent() && factor.getAsDouble() > 0 ? factor : OptionalDouble.empty();
      }
    }
    return OptionalDouble.empty();
  }

  private Optional<String> text(String name) {
    return root.find(name).map(element -> element.text().strip()).filter(text -> !text.isEmpty());
  }

  private OptionalDouble number(String name) {
    Optional<XmlElement> element = root.find(name);
    return element.isPresent() ? element.get().number() : OptionalDouble.empty();
  }
}
