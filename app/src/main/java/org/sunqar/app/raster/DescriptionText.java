// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link RasterDescription} for a person at a terminal. */
final class DescriptionText {

  /** Colours of a palette that are shown; the JSON has them all. */
  private static final int COLORS = 8;

  private final PrintWriter out;
  private final ObjectNode description;

  private DescriptionText(PrintWriter out, ObjectNode description) {
    this.out = out;
    this.description = description;
  }

  static void print(PrintWriter out, ObjectNode description) {
    DescriptionText text = new DescriptionText(out, description);
    text.place();
    text.metadata("Metadata", description.at("/metadata/"), "");
    text.metadata("Image structure", description.at("/metadata/IMAGE_STRUCTURE"), "");
    description.path("bands").forEach(text::band);
    out.flush();
  }

  private void place() {
    out.println(description.path("description").asText());
    line("Size", description.at("/size/0").asText() + " x " + description.at("/size/1").asText());
    JsonNode crs = description.path("coordinateSystem");
    if (crs.isMissingNode()) {
      line("CRS", "none");
    } else {
      String code = crs.path("code").asText("");
      line("CRS", (code + " " + crs.path("name").asText()).strip());
    }
    if (description.has("geoTransform")) {
      line("Pixel size", joined(description.path("resolution"), " x "));
      line("Geotransform", joined(description.path("geoTransform"), ", "));
      line("Bounds", joined(description.path("bounds"), ", "));
    }
    if (description.has("bbox")) {
      JsonNode bbox = description.get("bbox");
      line("Longitude", bbox.get(0).asText() + " .. " + bbox.get(2).asText());
      line("Latitude", bbox.get(1).asText() + " .. " + bbox.get(3).asText());
    }
    if (description.has("gcps")) {
      line("GCPs", Integer.toString(description.at("/gcps/gcpList").size()));
    }
    if (description.has("rpc")) {
      line("RPC", "rational polynomial coefficients");
    }
  }

  private void metadata(String title, JsonNode items, String indent) {
    if (items.isMissingNode() || items.isEmpty()) {
      return;
    }
    out.println(indent + title);
    items
        .properties()
        .forEach(
            item -> out.println(indent + "  " + item.getKey() + "=" + item.getValue().asText()));
  }

  private void band(JsonNode band) {
    List<String> facts = new ArrayList<>();
    facts.add(band.path("type").asText());
    facts.add("block " + joined(band.path("block"), " x "));
    facts.add(band.path("colorInterpretation").asText());
    fact(facts, band, "description", "");
    fact(facts, band, "noDataValue", "no-data ");
    fact(facts, band, "scale", "scale ");
    fact(facts, band, "offset", "offset ");
    fact(facts, band, "unit", "unit ");
    if (band.has("mask")) {
      facts.add("mask " + joined(band.at("/mask/flags"), " "));
    }
    fact(facts, band, "checksum", "checksum ");
    out.println("Band " + band.path("band").asText() + ": " + String.join(", ", facts));
    if (band.has("minimum")) {
      out.println(
          "  min %s, max %s, mean %s, standard deviation %s"
              .formatted(
                  band.path("minimum").asText("?"),
                  band.path("maximum").asText("?"),
                  band.path("mean").asText("?"),
                  band.path("stdDev").asText("?")));
    }
    if (band.has("overviews")) {
      List<String> sizes = new ArrayList<>();
      band.path("overviews").forEach(overview -> sizes.add(joined(overview.path("size"), " x ")));
      out.println("  overviews " + String.join(", ", sizes));
    }
    palette(band.path("colorTable"));
    metadata("metadata", band.at("/metadata/"), "  ");
  }

  private void palette(JsonNode table) {
    if (table.isMissingNode()) {
      return;
    }
    JsonNode entries = table.path("entries");
    List<String> colors = new ArrayList<>();
    for (int i = 0; i < Math.min(COLORS, entries.size()); i++) {
      colors.add(i + ": " + joined(entries.get(i), ","));
    }
    String more = entries.size() > COLORS ? ", ..." : "";
    out.println("  palette of " + entries.size() + " colours: " + String.join("; ", colors) + more);
  }

  private static void fact(List<String> facts, JsonNode band, String name, String words) {
    if (band.has(name)) {
      facts.add(words + band.path(name).asText());
    }
  }

  private void line(String name, String value) {
    out.println(String.format(Locale.ROOT, "%-13s %s", name, value));
  }

  private static String joined(JsonNode values, String separator) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return String.join(separator, texts);
  }
}
