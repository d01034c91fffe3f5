// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sunqar.raster.pixel.ColorInterpretation;

/**
 * The content of GDAL's XML tag (42112) in its default domain: items of the dataset and of bands,
 * and name, scale, offset, unit and colour of bands. Other domains and roles are left out.
 *
 * @param items dataset items in file order
 * @param bands what is said about bands, by index from 0; bands without are absent
 */
record GdalMetadata(Map<String, String> items, Map<Integer, Band> bands) {

  /** Largest document that is read (bytes). */
  static final int MAX_BYTES = 16 << 20;

  /** Items of one band that are read at most; GDAL itself writes fewer than ten. */
  private static final int MAX_ITEMS = 256;

  static final GdalMetadata EMPTY = new GdalMetadata(Map.of(), Map.of());

  /**
   * What is said about one band.
   *
   * @param name description, may be empty
   * @param scale physical units per stored unit
   * @param offset physical value of a stored 0
   * @param unit of physical values; may be empty
   * @param color where it is said
   * @param items other items, such as statistics, in file order
   */
  record Band(
      String name,
      double scale,
      double offset,
      String unit,
      Optional<ColorInterpretation> color,
      Map<String, String> items) {

    static final Band PLAIN = new Band("", 1, 0);

    Band(String name, double scale, double offset) {
      this(name, scale, offset, "", Optional.empty(), Map.of());
    }

    Band withItem(String key, String value) {
      Map<String, String> more = new LinkedHashMap<>(items);
      more.putIfAbsent(key, value);
      return new Band(name, scale, offset, unit, color, more);
    }

    Band overriddenBy(Band other) {
      Map<String, String> all = new LinkedHashMap<>(items);
      all.putAll(other.items);
      return new Band(
          other.name.isEmpty() ? name : other.name,
          other.scale == 1 ? scale : other.scale,
          other.offset == 0 ? offset : other.offset,
          other.unit.isEmpty() ? unit : other.unit,
          other.color.or(() -> color),
          all);
    }

    /** With what an item of a role says; as it is for a role that is not known. */
    Band with(String role, String value) {
      return switch (role) {
        case "description" -> new Band(value, scale, offset, unit, color, items);
        case "scale" -> new Band(name, number(value, scale), offset, unit, color, items);
        case "offset" -> new Band(name, scale, number(value, offset), unit, color, items);
        case "unittype" -> new Band(name, scale, offset, value, color, items);
        case "colorinterp" ->
            new Band(
                name,
                scale,
                offset,
                unit,
                Optional.of(ColorInterpretation.ofGdalName(value)),
                items);
        default -> this;
      };
    }
  }

  /**
   * Parses the tag. Damage is no reason to refuse the pixels, so whatever was read before it
   * counts.
   */
  static GdalMetadata parse(String xml) {
    Map<String, String> items = new LinkedHashMap<>();
    Map<Integer, Band> bands = new LinkedHashMap<>();
    try {
      XMLStreamReader reader = XmlReaders.of(xml);
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
    if (!role.isEmpty()) {
      bands.put(index, band.with(role, text));
    } else if (domain.isEmpty() && !name.isEmpty() && band.items.size() < MAX_ITEMS) {
      bands.put(index, band.withItem(name, text));
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

  /** This with what another says of the same things instead. */
  GdalMetadata overriddenBy(GdalMetadata other) {
    if (other.items.isEmpty() && other.bands.isEmpty()) {
      return this;
    }
    Map<String, String> allItems = new LinkedHashMap<>(items);
    allItems.putAll(other.items);
    Map<Integer, Band> allBands = new LinkedHashMap<>(bands);
    other.bands.forEach((index, band) -> allBands.merge(index, band, Band::overriddenBy));
    return new GdalMetadata(allItems, allBands);
  }

  /** Whether the file is a mask for all bands of another, as {@code .msk} files say. */
  boolean isMaskOfAllBands() {
    String flags = items.getOrDefault("INTERNAL_MASK_FLAGS_1", "");
    return flags.matches("[0-9]{1,3}") && (Integer.parseInt(flags) & 2) != 0;
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

  boolean isEmpty() {
    return items.isEmpty() && bands.isEmpty();
  }
}
