// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sunqar.raster.render.ColorMap;
import org.sunqar.raster.render.PngEncoder;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * What the colours of a picture mean, as JSON, SVG or PNG.
 *
 * @param title for people
 * @param entries from the least to the greatest; empty for pictures in natural colours
 */
record Legend(String title, Look.Paint paint, List<Entry> entries) {

  private static final int WIDTH = 260;
  private static final int BAR = 16;
  private static final int TICKS = 5;

  /**
   * A place on the colour bar.
   *
   * @param position 0 to 1
   * @param label what stands there
   */
  record Entry(double position, double value, String label, int argb) {}

  Legend {
    entries = List.copyOf(entries);
  }

  static Legend of(Look look) {
    List<Entry> entries = new ArrayList<>();
    switch (look.paint()) {
      case Look.Paint.Colors colors -> {
        Range range = colors.range();
        for (int i = 0; i < TICKS; i++) {
          double position = i / (TICKS - 1.0);
          double value = range.low() + position * (range.high() - range.low());
          double shown = Math.pow(position, 1 / colors.gamma());
          entries.add(
              new Entry(
                  position,
                  value,
                  label(value, range, colors.meaning()),
                  colors.map().argb(shown)));
        }
      }
      case Look.Paint.Brightness(List<Range> ranges, double gamma) -> {
        if (ranges.size() == 1) {
          Range range = ranges.getFirst();
          for (int i = 0; i < TICKS; i++) {
            double position = i / (TICKS - 1.0);
            double value = range.low() + position * (range.high() - range.low());
            int grey = (int) (255 * Math.pow(position, 1 / gamma) + 0.5);
            entries.add(
                new Entry(
                    position,
                    value,
                    label(value, range, Look.Meaning.NUMBER),
                    0xff000000 | grey * 0x010101));
          }
        }
      }
      case Look.Paint.Palette(List<Integer> colors) -> {
        for (int i = 0; i < Math.min(colors.size(), 256); i++) {
          if (colors.get(i) >>> 24 != 0) {
            entries.add(new Entry(i / 255.0, i, Integer.toString(i), colors.get(i)));
          }
        }
      }
    }
    return new Legend(look.title(), look.paint(), entries);
  }

  /** A value with as many digits as tell it from the other labels. */
  static String label(double value, Range range, Look.Meaning meaning) {
    if (meaning == Look.Meaning.DAY) {
      return LocalDate.ofEpochDay(Math.round(Math.clamp(value, -700_000, 2_900_000))).toString();
    }
    double step = (range.high() - range.low()) / (TICKS - 1);
    int digits = (int) Math.clamp(Math.ceil(-Math.log10(step)) + 1, 0, 8);
    double size = Math.max(Math.abs(range.low()), Math.abs(range.high()));
    if (size >= 1e7 || size < 1e-5) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    if (text.contains(".")) {
      text = text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
    return text.equals("-0") ? "0" : text;
  }

  /** The legend in the form that {@code f} says: json (the default), svg or png. */
  static Answer answer(Request request, Dataset dataset, Pictures pictures) {
    Legend legend = of(pictures.look(dataset, Rendering.of(request::parameter)));
    String form = request.parameter("f").orElse("json");
    Answer.Raw raw =
        switch (form) {
          case "json" -> new Answer.Raw("application/json", utf8(legend.toJson().toString()));
          case "svg" -> new Answer.Raw("image/svg+xml", utf8(legend.toSvg()));
          case "png" -> new Answer.Raw("image/png", PngEncoder.encode(LegendPicture.of(legend)));
          default ->
              throw Problem.badRequest(
                  "f",
                  "a legend is there as json, svg or png, not as '" + Rendering.shown(form) + "'");
        };
    return new Answer(200, raw, List.of())
        .tagged(EntityTag.of(raw.bytes()))
        .with("Cache-Control", "max-age=60");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@code type} is {@code gradient}, {@code classes} or {@code composite}; a composite has the
   * range of each channel.
   */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", title);
    switch (paint) {
      case Look.Paint.Colors colors -> {
        json.put("type", "gradient").put("colormap", colors.map().name());
        json.put("unit", colors.meaning() == Look.Meaning.DAY ? "date" : "");
        json.put("min", colors.range().low()).put("max", colors.range().high());
        ArrayNode list = json.putArray("colors");
        for (int i = 0; i <= 16; i++) {
          list.add(hex(colors.map().argb(Math.pow(i / 16.0, 1 / colors.gamma()))));
        }
      }
      case Look.Paint.Brightness(List<Range> ranges, double gamma) -> {
        json.put("type", ranges.size() == 1 ? "gradient" : "composite");
        ArrayNode channels = json.putArray("ranges");
        ranges.forEach(r -> channels.addArray().add(r.low()).add(r.high()));
        json.put("gamma", gamma);
        if (ranges.size() == 1) {
          json.put("min", ranges.getFirst().low()).put("max", ranges.getFirst().high());
          json.putArray("colors").add("#000000").add("#ffffff");
        }
      }
      case Look.Paint.Palette _ -> json.put("type", "classes");
    }
    ArrayNode list = json.putArray("entries");
    for (Entry entry : entries) {
      list.addObject()
          .put("value", entry.value())
          .put("label", entry.label())
          .put("color", hex(entry.argb()))
          .put("position", entry.position());
    }
    return json;
  }

  static String hex(int argb) {
    return String.format(Locale.ROOT, "#%06x", argb & 0xffffff);
  }

  /** A drawing that takes the colour of text from the page that it stands in. */
  String toSvg() {
    StringBuilder svg = new StringBuilder(2048);
    boolean classes = paint instanceof Look.Paint.Palette;
    int height = entries.isEmpty() ? 24 : classes ? 24 + 18 * entries.size() : 62;
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append(
            "\" font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"currentColor\""
                + " role=\"img\"><title>")
        .append(escaped(title))
        .append("</title><text x=\"2\" y=\"15\" font-size=\"13\" font-weight=\"600\">")
        .append(escaped(title))
        .append("</text>");
    if (classes) {
      for (int i = 0; i < entries.size(); i++) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"2\" y=\"%d\" width=\"18\" height=\"12\" rx=\"2\" fill=\"%s\"/>"
                    + "<text x=\"26\" y=\"%d\">%s</text>",
                24 + 18 * i,
                hex(entries.get(i).argb()),
                34 + 18 * i,
                entries.get(i).label()));
      }
    } else if (!entries.isEmpty()) {
      bar(svg);
    }
    return svg.append("</svg>").toString();
  }

  private void bar(StringBuilder svg) {
    svg.append("<defs><linearGradient id=\"g\">");
    for (int i = 0; i <= 16; i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<stop offset=\"%.4f\" stop-color=\"%s\"/>",
              i / 16.0,
              hex(color(i / 16.0))));
    }
    svg.append("</linearGradient></defs><rect x=\"2\" y=\"24\" rx=\"3\" height=\"")
        .append(BAR)
        .append("\" width=\"")
        .append(WIDTH - 4)
        .append("\" fill=\"url(#g)\"/>");
    List<Entry> shown = labelled();
    for (Entry entry : shown) {
      String anchor = entry.position() == 0 ? "start" : entry.position() == 1 ? "end" : "middle";
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"55\" text-anchor=\"%s\">%s</text>",
              2 + entry.position() * (WIDTH - 4),
              anchor,
              escaped(entry.label())));
    }
  }

  /** Dates are long: only the ends and the middle are written. */
  List<Entry> labelled() {
    boolean wide = entries.stream().anyMatch(e -> e.label().length() > 7);
    List<Entry> shown = new ArrayList<>();
    for (int i = 0; i < entries.size(); i += wide ? 2 : 1) {
      shown.add(entries.get(i));
    }
    return shown;
  }

  /** The colour at a place of the bar. */
  int color(double position) {
    return switch (paint) {
      case Look.Paint.Colors colors -> colors.map().argb(Math.pow(position, 1 / colors.gamma()));
      case Look.Paint.Brightness(List<Range> _, double gamma) ->
          0xff000000 | ((int) (255 * Math.pow(position, 1 / gamma) + 0.5)) * 0x010101;
      case Look.Paint.Palette(List<Integer> colors) ->
          colors.get((int) Math.round(position * (colors.size() - 1)));
    };
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The name of its colours, for whoever wants others. */
  String colors() {
    return paint instanceof Look.Paint.Colors(Range _, double _, ColorMap map, Look.Meaning _)
        ? map.name()
        : "";
  }
}
