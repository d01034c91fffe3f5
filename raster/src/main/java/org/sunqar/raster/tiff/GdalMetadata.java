// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The content of GDAL's XML tag (42112) in its default domain: items of the dataset, and name,
 * scale and offset of bands. Items of other domains and roles are left out. Document types and
 * external entities are not processed, so that a file cannot make the reader open others or expand
 * entities.
 *
 * @param items dataset items in file order
 * @param bands what is said about bands, by index from 0; bands without are absent
 */
record GdalMetadata(Map<String, String> items, Map<Integer, Band> bands) {

  /** Largest document that is read (bytes). */
  static final int MAX_BYTES = 16 << 20;

  static final GdalMetadata EMPTY = new GdalMetadata(Map.of(), Map.of());

  /**
   * What is said about one band.
   *
   * @param name description, may be empty
   * @param scale physical units per stored unit
   * @param offset physical value of a stored 0
   */
  record Band(String name, double scale, double offset) {

    static final Band PLAIN = new Band("", 1, 0);
  }

  /**
   * Parses the tag. Damage is no reason to refuse the pixels, so whatever was read before it
   * counts.
   */
  static GdalMetadata parse(String xml) {
    Map<String, String> items = new LinkedHashMap<>();
    Map<Integer, Band> bands = new LinkedHashMap<>();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")) {
          item(reader, items, bands);
        }
      }
    } catch (XMLStreamException e) {
      return new GdalMetadata(items, bands);
    }
    return new GdalMetadata(items, bands);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static void item(
      XMLStreamReader reader, Map<String, String> items, Map<Integer, Band> bands)
      throws XMLStreamException {
    String name = attribute(reader, "name");
    String sample = attribute(reader, "sample");
    String role = attribute(reader, "role");
    String domain = attribute(reader, "domain");
    String text = unescaped(reader.getElementText());
    if (sample.isEmpty()) {
      if (domain.isEmpty() && !name.isEmpty()) {
        items.putIfAbsent(name, text);
      }
      return;
    }
    if (!sample.matches("[0-9]{1,5}")) {
      return;
    }
    int index = Integer.parseInt(sample);
    Band band = bands.getOrDefault(index, Band.PLAIN);
    switch (role) {
      case "description" -> bands.put(index, new Band(text, band.scale, band.offset));
      case "scale" -> bands.put(index, new Band(band.name, number(text, band.scale), band.offset));
      case "offset" -> bands.put(index, new Band(band.name, band.scale, number(text, band.offset)));
      default -> {}
    }
  }

  private static String attribute(XMLStreamReader reader, String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name)).orElse("");
  }

  private static double number(String text, double otherwise) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  Band band(int index) {
    return bands.getOrDefault(index, Band.PLAIN);
  }

  /** GDAL escapes values before they become XML text, which escapes them again. */
  private static String unescaped(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
