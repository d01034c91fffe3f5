// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;

/**
 * What GDAL keeps beside a file that it cannot or may not change ({@code .aux.xml}): items,
 * statistics, descriptions and the position. Histograms, ground control points and other domains
 * are left out. Everything goes before what the file itself says.
 *
 * @param metadata in the terms of the tag inside a file
 * @param noData of bands, by index from 0
 * @param crs coordinate reference system
 * @param affine position of pixel corners
 */
record PamFile(
    GdalMetadata metadata,
    Map<Integer, OptionalDouble> noData,
    Optional<Crs> crs,
    Optional<Affine> affine) {

  static final PamFile EMPTY =
      new PamFile(GdalMetadata.EMPTY, Map.of(), Optional.empty(), Optional.empty());

  /** Bands that are listened to; as many as a TIFF can have. */
  private static final int MAX_BANDS = 65535;

  /** Reads a document; whatever was read before damage counts. */
  static PamFile parse(String xml) {
    Content content = new Content();
    try {
      XMLStreamReader reader = XmlReaders.of(xml);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          content.start(reader);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          content.end(reader.getLocalName());
        }
      }
    } catch (XMLStreamException e) {
      return content.result();
    }
    return content.result();
  }

  /** What was read so far, and in which element the reader is. */
  private static final class Content {

    private final Map<String, String> items = new LinkedHashMap<>();
    private final Map<Integer, GdalMetadata.Band> bands = new LinkedHashMap<>();
    private final Map<Integer, OptionalDouble> noData = new LinkedHashMap<>();
    private Optional<Crs> crs = Optional.empty();
    private Optional<Affine> affine = Optional.empty();
    private int band = -1;
    private boolean plainDomain;

    void start(XMLStreamReader reader) throws XMLStreamException {
      switch (reader.getLocalName()) {
        case "PAMRasterBand" -> band = bandIndex(attribute(reader, "band"));
        case "SRS" -> crs = Optional.of(Crs.ofWkt(reader.getElementText()));
        case "GeoTransform" -> affine = affine(reader.getElementText());
        case "Metadata" -> plainDomain = attribute(reader, "domain").isEmpty();
        case "MDI" -> item(attribute(reader, "key"), reader.getElementText());
        case "Description" -> describe("description", reader);
        case "Scale" -> describe("scale", reader);
        case "Offset" -> describe("offset", reader);
        case "UnitType" -> describe("unittype", reader);
        case "ColorInterp" -> describe("colorinterp", reader);
        case "NoDataValue" -> {
          String text = reader.getElementText().strip();
          if (band >= 0) {
            noData.put(band, NoData.read(text));
          }
        }
        default -> {}
      }
    }

    void end(String element) {
      switch (element) {
        case "PAMRasterBand" -> band = -1;
        case "Metadata" -> plainDomain = false;
        default -> {}
      }
    }

    private void item(String key, String value) {
      if (!plainDomain || key.isEmpty()) {
        return;
      }
      if (band < 0) {
        items.putIfAbsent(key, value);
      } else {
        bands.put(band, bands.getOrDefault(band, GdalMetadata.Band.PLAIN).withItem(key, value));
      }
    }

    private void describe(String role, XMLStreamReader reader) throws XMLStreamException {
      String text = reader.getElementText();
      if (band >= 0) {
        bands.put(band, bands.getOrDefault(band, GdalMetadata.Band.PLAIN).with(role, text));
      }
    }

    PamFile result() {
      return new PamFile(
          new GdalMetadata(Collections.unmodifiableMap(items), Collections.unmodifiableMap(bands)),
          noData,
          crs,
          affine);
    }

    private static Optional<Affine> affine(String text) {
      String[] parts = text.strip().split("\\s*,\\s*", 7);
      if (parts.length != 6) {
        return Optional.empty();
      }
      try {
        double[] n = new double[6];
        for (int i = 0; i < 6; i++) {
          n[i] = Double.parseDouble(parts[i]);
        }
        return Optional.of(new Affine(n[1], n[2], n[0], n[4], n[5], n[3]));
      } catch (IllegalArgumentException e) { // not numbers, or not a position
        return Optional.empty();
      }
    }

    private static int bandIndex(String text) {
      if (!text.matches("[0-9]{1,5}")) {
        return -1;
      }
      int number = Integer.parseInt(text);
      return number >= 1 && number <= MAX_BANDS ? number - 1 : -1;
    }

    private static String attribute(XMLStreamReader reader, String name) {
      return Optional.ofNullable(reader.getAttributeValue(null, name)).orElse("");
    }
  }
}
