// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Window;

/** Where bands have values: made from no-data values and from masks of whole images. */
public final class Masks {

  /** A mask without holes. */
  public static PixelBlock.Bytes full(int width, int height) {
    PixelBlock.Bytes mask = (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, width, height);
    Arrays.fill(mask.values(), (byte) 255);
    return mask;
  }

  static Pixels pixels(Raster raster, Window window, int... bands) {
    int[] wanted = raster.bandNumbers(bands);
    List<PixelBlock> values = raster.read(window, wanted);
    PixelBlock.Bytes shared =
        raster.hasMask() ? raster.readMask(window) : full(window.width(), window.height());
    List<BandInfo> infos = new ArrayList<>(wanted.length);
    List<PixelBlock.Bytes> masks = new ArrayList<>(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      BandInfo info = raster.bands().get(wanted[i] - 1);
      infos.add(info);
      boolean alpha = info.color() == ColorInterpretation.ALPHA;
      masks.add(
          alpha
              ? full(window.width(), window.height())
              : withoutMissing(shared, values.get(i), info.noData()));
    }
    return new Pixels(raster.grid().crop(window), infos, values, masks);
  }

  /** A mask less the pixels that are the no-data value or NaN; the same one where none is. */
  public static PixelBlock.Bytes withoutMissing(
      PixelBlock.Bytes mask, PixelBlock values, OptionalDouble noData) {
    if (noData.isEmpty() && !values.type().isFloat()) {
      return mask;
    }
    if (values instanceof PixelBlock.Shorts shorts) {
      return withoutMissing(mask, shorts, noData.orElseThrow());
    }
    byte[] out = mask.values();
    boolean copied = false;
    double missing = noData.orElse(Double.NaN);
    for (int i = 0; i < out.length; i++) {
      double value = values.get(i);
      if ((value == missing || Double.isNaN(value)) && out[i] != 0) {
        if (!copied) {
          out = out.clone();
          copied = true;
        }
        out[i] = 0;
      }
    }
    return copied ? new PixelBlock.Bytes(PixelType.UINT8, mask.width(), mask.height(), out) : mask;
  }

  /** The same of samples of 16 bits, which most scenes have: several times as fast. */
  private static PixelBlock.Bytes withoutMissing(
      PixelBlock.Bytes mask, PixelBlock.Shorts block, double noData) {
    short missing = (short) (int) noData;
    if ((block.type().isSigned() ? missing : missing & 0xffff) != noData) {
      return mask; // no sample can be it
    }
    short[] values = block.values();
    byte[] out = mask.values();
    boolean copied = false;
    for (int i = 0; i < out.length; i++) {
      if (values[i] == missing && out[i] != 0) {
        if (!copied) {
          out = out.clone();
          copied = true;
        }
        out[i] = 0;
      }
    }
    return copied ? new PixelBlock.Bytes(PixelType.UINT8, mask.width(), mask.height(), out) : mask;
  }

  private Masks() {}
}
