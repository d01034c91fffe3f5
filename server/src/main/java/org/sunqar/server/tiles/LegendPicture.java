// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Map;
import org.sunqar.raster.render.Picture;

/**
 * A legend in pixels, for clients that cannot draw SVG: colours and numbers. Fonts of the machine
 * are not needed, as digits are all that it writes.
 */
final class LegendPicture {

  private static final int WIDTH = 260;
  private static final int BAR = 16;
  private static final int LINE = 14;

  /** Glyphs of 5 x 7 pixels, a row each, five bits of it. */
  private static final Map<Character, int[]> GLYPHS =
      Map.ofEntries(
          Map.entry('0', new int[] {14, 17, 19, 21, 25, 17, 14}),
          Map.entry('1', new int[] {4, 12, 4, 4, 4, 4, 14}),
          Map.entry('2', new int[] {14, 17, 1, 2, 4, 8, 31}),
          Map.entry('3', new int[] {31, 2, 4, 2, 1, 17, 14}),
          Map.entry('4', new int[] {2, 6, 10, 18, 31, 2, 2}),
          Map.entry('5', new int[] {31, 16, 30, 1, 1, 17, 14}),
          Map.entry('6', new int[] {6, 8, 16, 30, 17, 17, 14}),
          Map.entry('7', new int[] {31, 1, 2, 4, 8, 8, 8}),
          Map.entry('8', new int[] {14, 17, 17, 14, 17, 17, 14}),
          Map.entry('9', new int[] {14, 17, 17, 15, 1, 2, 12}),
          Map.entry('-', new int[] {0, 0, 0, 31, 0, 0, 0}),
          Map.entry('+', new int[] {0, 4, 4, 31, 4, 4, 0}),
          Map.entry('.', new int[] {0, 0, 0, 0, 0, 12, 12}),
          Map.entry('e', new int[] {0, 0, 14, 17, 31, 16, 14}));

  private static final int STEP = 6;

  private LegendPicture() {}

  static Picture of(Legend legend) {
    boolean classes = legend.paint() instanceof Look.Paint.Palette;
    int height =
        legend.entries().isEmpty() ? BAR : classes ? LINE * legend.entries().size() : BAR + LINE;
    Picture picture = Picture.of(WIDTH, height, Picture.Layout.RGBA);
    if (classes) {
      for (int i = 0; i < legend.entries().size(); i++) {
        Legend.Entry entry = legend.entries().get(i);
        for (int y = 1; y < LINE - 1; y++) {
          for (int x = 0; x < 18; x++) {
            set(picture, x, i * LINE + y, entry.argb());
          }
        }
        write(picture, 24, i * LINE + 3, entry.label());
      }
      return picture;
    }
    for (int x = 0; x < WIDTH; x++) {
      int color = legend.entries().isEmpty() ? rainbow(x) : legend.color(x / (WIDTH - 1.0));
      for (int y = 0; y < BAR; y++) {
        set(picture, x, y, color);
      }
    }
    List<Legend.Entry> shown = legend.labelled();
    for (Legend.Entry entry : shown) {
      int width = entry.label().length() * STEP - 1;
      int x = (int) Math.round(entry.position() * WIDTH - width / 2.0);
      write(picture, Math.clamp(x, 0, WIDTH - width), BAR + 4, entry.label());
    }
    return picture;
  }

  /** Three fields: what is in red, green and blue. */
  private static int rainbow(int x) {
    return 0xff000000 | 0xff << (16 - 8 * Math.min(2, x * 3 / WIDTH));
  }

  private static void write(Picture picture, int x, int y, String text) {
    int at = x;
    for (int i = 0; i < text.length(); i++) {
      int[] rows = GLYPHS.get(text.charAt(i));
      for (int row = 0; rows != null && row < rows.length; row++) {
        for (int col = 0; col < 5; col++) {
          if ((rows[row] >> (4 - col) & 1) != 0) {
            set(picture, at + col, y + row, 0xff333333);
          }
        }
      }
      at += STEP;
    }
  }

  private static void set(Picture picture, int x, int y, int argb) {
    if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) {
      return;
    }
    int at = 4 * (y * picture.width() + x);
    picture.samples()[at] = (byte) (argb >> 16);
    picture.samples()[at + 1] = (byte) (argb >> 8);
    picture.samples()[at + 2] = (byte) argb;
    picture.samples()[at + 3] = (byte) (argb >>> 24);
  }
}
