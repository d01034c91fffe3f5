// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.List;
import java.util.Map;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;

/** Makes the content of GDAL's XML tag (42112), as GDAL writes it. */
final class GdalMetadataWriter {

  private final StringBuilder items = new StringBuilder();

  /**
   * The text of the tag; empty where nothing is to be said.
   *
   * @param metadata items of the whole
   * @param implied what readers take the bands for without being told
   */
  static String xml(
      Map<String, String> metadata, List<BandInfo> bands, List<ColorInterpretation> implied) {
    GdalMetadataWriter writer = new GdalMetadataWriter();
    metadata.forEach((name, value) -> writer.item(name, "", value));
    for (int i = 0; i < bands.size(); i++) {
      writer.band(i, bands.get(i), implied.get(i));
    }
    return writer.items.isEmpty() ? "" : "<GDALMetadata>\n" + writer.items + "</GDALMetadata>\n";
  }

  private void band(int index, BandInfo band, ColorInterpretation implied) {
    band.metadata().forEach((name, value) -> item(name, " sample=\"" + index + '"', value));
    if (!band.name().isEmpty()) {
      bandRole("DESCRIPTION", index, "description", band.name());
    }
    if (band.offset() != 0) {
      bandRole("OFFSET", index, "offset", Double.toString(band.offset()));
    }
    if (band.scale() != 1) {
      bandRole("SCALE", index, "scale", Double.toString(band.scale()));
    }
    if (!band.unit().isEmpty()) {
      bandRole("UNITTYPE", index, "unittype", band.unit());
    }
    if (band.color() != ColorInterpretation.UNDEFINED && band.color() != implied) {
      bandRole("COLORINTERP", index, "colorinterp", band.color().gdalName());
    }
  }

  private void bandRole(String name, int index, String role, String value) {
    item(name, " sample=\"%d\" role=\"%s\"".formatted(index, role), value);
  }

  private void item(String name, String attributes, String value) {
    items
        .append("  <Item name=\"")
        .append(escaped(name))
        .append('"')
        .append(attributes)
        .append('>')
        .append(escaped(escaped(value))) // GDAL escapes values before they become XML text
        .append("</Item>\n");
  }

  /** Escapes markup; control characters that XML 1.0 cannot hold become spaces. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c < 32 && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return out.toString();
  }

  private GdalMetadataWriter() {}
}
