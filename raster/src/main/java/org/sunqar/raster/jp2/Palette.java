// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The palette of a JP2 file: its pclr and cmap boxes (annex I.5.3.4 and I.5.3.5). */
final class Palette {

  /**
   * The colours of values from 0 on, as {@code 0xAARRGGBB}.
   *
   * @param columns content of the palette box: for each value a sample in each column
   * @param mapping content of the mapping box: the column of each channel; empty for their order
   * @throws StreamException when they are damaged, or other than grey, red green blue, or these
   *     with transparency, of 8 bits or less
   */
  static List<Integer> parse(byte[] columns, byte[] mapping) throws StreamException {
    ByteBuffer in = ByteBuffer.wrap(columns);
    if (in.remaining() < 3) {
      throw StreamException.corrupt("has a palette of " + columns.length + " bytes");
    }
    int entries = in.getShort() & 0xffff;
    int width = in.get() & 0xff;
    if (in.remaining() < width + entries * width) {
      throw StreamException.corrupt(
          "has a palette that ends before its %d x %d samples".formatted(entries, width));
    }
    int[] most = new int[width];
    for (int i = 0; i < width; i++) {
      int bits = (in.get() & 0x7f) + 1;
      if (bits > 8) {
        throw StreamException.unsupported("has a palette of " + bits + "-bit colours");
      }
      most[i] = (1 << bits) - 1;
    }
    int[] channels = channels(mapping, width);
    List<Integer> colors = new ArrayList<>(entries);
    int[] samples = new int[width];
    for (int entry = 0; entry < entries; entry++) {
      for (int i = 0; i < width; i++) {
        samples[i] = (in.get() & 0xff) * 255 / most[i];
      }
      int red = samples[channels[0]];
      int green = channels.length < 3 ? red : samples[channels[1]];
      int blue = channels.length < 3 ? red : samples[channels[2]];
      int alpha = (channels.length & 1) == 1 ? 255 : samples[channels[channels.length - 1]];
      colors.add((alpha & 0xff) << 24 | (red & 0xff) << 16 | (green & 0xff) << 8 | (blue & 0xff));
    }
    return colors;
  }

  /** The column of each channel. */
  private static int[] channels(byte[] mapping, int width) throws StreamException {
    int count = mapping.length < 4 ? width : mapping.length / 4;
    if (count < 1 || count > 4) {
      throw StreamException.unsupported("has a palette of " + count + " channels; 1 to 4 are read");
    }
    ByteBuffer in = ByteBuffer.wrap(mapping);
    int[] channels = new int[count];
    for (int i = 0; i < count; i++) {
      channels[i] = i;
      if (mapping.length >= 4) {
        int component = in.getShort() & 0xffff;
        boolean direct = in.get() == 0;
        channels[i] = in.get() & 0xff;
        if (component != 0 || direct || channels[i] >= width) {
          throw StreamException.unsupported("has channels that do not come from its palette");
        }
      }
    }
    return channels;
  }

  private Palette() {}
}
