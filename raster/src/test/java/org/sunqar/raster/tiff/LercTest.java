// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

class LercTest {

  private static final int WIDTH = 45;
  private static final int HEIGHT = 37;

  private static BlockFormat format(PixelType type) {
    return new BlockFormat(
        Codec.LERC, WIDTH, 1, type, false, false, new byte[0], BlockFormat.LERC_PLAIN);
  }

  private static byte[] samples(PixelType type, long seed) {
    PixelBlock block = TestRasters.block(type, WIDTH, HEIGHT, seed);
    for (int i = 0; i < block.size() && type.isFloat(); i += 5) {
      block.set(i, Double.NaN);
    }
    byte[] raw = new byte[block.size() * type.bytes()];
    Samples.pack(block, raw, 0, 1);
    return raw;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UINT64", "INT64"})
  void comesBackAsItWas(PixelType type) throws BlockException {
    try (LercDecoder decoder = new LercDecoder();
        Workspace workspace = Workspace.borrow()) {
      byte[] raw = samples(type, 3);
      byte[] blob = new LercEncoder(0).encode(raw, type, WIDTH, HEIGHT);
      decoder.decode(blob, blob.length, format(type), HEIGHT, workspace);
      assertThat(Arrays.copyOf(workspace.raw(), raw.length)).isEqualTo(raw);
    }
  }

  @Test
  void aConstantImageTakesAHeadOnly() throws BlockException {
    try (LercDecoder decoder = new LercDecoder();
        Workspace workspace = Workspace.borrow()) {
      byte[] raw = new byte[WIDTH * HEIGHT];
      Arrays.fill(raw, (byte) 7);
      byte[] blob = new LercEncoder(0).encode(raw, PixelType.UINT8, WIDTH, HEIGHT);
      assertThat(blob).hasSize(LercHeader.SIZE + 4);
      decoder.decode(blob, blob.length, format(PixelType.UINT8), HEIGHT, workspace);
      assertThat(Arrays.copyOf(workspace.raw(), raw.length)).isEqualTo(raw);
    }
  }

  @Test
  void aChangedByteIsFoundByTheChecksum() {
    byte[] blob =
        new LercEncoder(0).encode(samples(PixelType.INT16, 1), PixelType.INT16, WIDTH, HEIGHT);
    blob[blob.length / 2] ^= 4;
    try (LercDecoder decoder = new LercDecoder();
        Workspace workspace = Workspace.borrow()) {
      assertThatThrownBy(
              () -> decoder.decode(blob, blob.length, format(PixelType.INT16), HEIGHT, workspace))
          .isInstanceOf(BlockException.class)
          .hasMessage("its LERC data have a wrong checksum");
    }
  }

  /** Damage whose checksum was made right again: only the typed error may come out. */
  @ParameterizedTest
  @EnumSource(
      value = PixelType.class,
      names = {"UINT8", "INT32", "FLOAT32"})
  void hostileBlobsAreRefusedOrDecodeToSomething(PixelType type) {
    Random random = new Random(17);
    byte[] raw = samples(type, 9);
    byte[] blob = new LercEncoder(2).encode(raw, type, WIDTH, HEIGHT);
    int refused = 0;
    try (LercDecoder decoder = new LercDecoder();
        Workspace workspace = Workspace.borrow()) {
      for (int round = 0; round < 5000; round++) {
        byte[] damaged = blob.clone();
        int reach = round % 2 == 0 ? damaged.length : 200;
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          int at = LercHeader.CHECKED_FROM + random.nextInt(reach - LercHeader.CHECKED_FROM);
          damaged[at] = (byte) random.nextInt(256);
        }
        int size = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).getInt(34);
        if (size >= LercHeader.CHECKED_FROM && size <= damaged.length) {
          int sum = LercHeader.checksum(damaged, LercHeader.CHECKED_FROM, size);
          ByteBuffer.wrap(damaged)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(LercHeader.CHECKSUM_AT, sum);
        }
        try {
          decoder.decode(damaged, damaged.length, format(type), HEIGHT, workspace);
        } catch (BlockException e) {
          assertThat(e).hasMessageStartingWith("its LERC data");
          refused++;
        }
      }
    }
    assertThat(refused).isBetween(500, 4990);
  }
}
