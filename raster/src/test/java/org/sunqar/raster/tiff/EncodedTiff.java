// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.sunqar.raster.pixel.PixelType;

/**
 * A TIFF of one strip, tests' own, around a block that an encoder made.
 *
 * @param photometric TIFF photometric interpretation
 * @param block stored bytes of all pixels
 */
@SuppressWarnings("ArrayRecordComponent") // made in tests and only read
record EncodedTiff(
    int width,
    int height,
    PixelType type,
    int samples,
    int compression,
    int photometric,
    byte[] block) {

  byte[] write() {
    Map<Integer, int[]> tags = new TreeMap<>();
    tags.put(TiffTag.IMAGE_WIDTH, new int[] {width});
    tags.put(TiffTag.IMAGE_LENGTH, new int[] {height});
    tags.put(TiffTag.BITS_PER_SAMPLE, all(8 * type.bytes()));
    tags.put(TiffTag.COMPRESSION, new int[] {compression});
    tags.put(TiffTag.PHOTOMETRIC, new int[] {photometric});
    tags.put(TiffTag.STRIP_OFFSETS, new int[] {8});
    tags.put(TiffTag.SAMPLES_PER_PIXEL, new int[] {samples});
    tags.put(TiffTag.ROWS_PER_STRIP, new int[] {height});
    tags.put(TiffTag.STRIP_BYTE_COUNTS, new int[] {block.length});
    tags.put(TiffTag.PLANAR_CONFIGURATION, new int[] {1});
    tags.put(TiffTag.SAMPLE_FORMAT, all(type.isFloat() ? 3 : type.isSigned() ? 2 : 1));
    if (samples == 4) {
      tags.put(TiffTag.EXTRA_SAMPLES, new int[] {2});
    }
    if (photometric == 6) {
      tags.put(530, new int[] {2, 2});
    }
    if (compression == Codec.LERC) {
      tags.put(TiffTag.LERC_PARAMETERS, new int[] {4, 0});
    }
    int directoryAt = 8 + block.length + block.length % 2;
    int extraAt = directoryAt + 2 + 12 * tags.size() + 4;
    ByteBuffer file =
        ByteBuffer.allocate(extraAt + 64 * tags.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0x4949).putShort((short) 42).putInt(directoryAt).put(block);
    file.position(directoryAt).putShort((short) tags.size());
    for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
      extraAt = putTag(file, tag.getKey(), tag.getValue(), extraAt);
    }
    return file.putInt(0).array();
  }

  private int[] all(int value) {
    int[] values = new int[samples];
    Arrays.fill(values, value);
    return values;
  }

  private static int putTag(ByteBuffer file, int tag, int[] values, int extraAt) {
    file.putShort((short) tag).putShort((short) 4).putInt(values.length);
    if (values.length == 1) {
      file.putInt(values[0]);
      return extraAt;
    }
    file.putInt(extraAt);
    for (int i = 0; i < values.length; i++) {
      file.putInt(extraAt + 4 * i, values[i]);
    }
    return extraAt + 4 * values.length;
  }
}
