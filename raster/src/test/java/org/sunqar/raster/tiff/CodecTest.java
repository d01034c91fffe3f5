// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static byte[] data(int length, int variety, long seed) {
    Random random = new Random(seed);
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i % 7 == 0 ? random.nextInt(variety) : i / 100);
    }
    return data;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void inflatesExactly(boolean allowNative) throws BlockException {
    InflateDecoder decoder = new InflateDecoder(allowNative);
    for (int length : new int[] {1, 2, 7, 1000, 131072, 300000}) {
      for (int variety : new int[] {1, 5, 256}) {
        byte[] data = data(length, variety, length);
        byte[] packed = TestTiff.deflate(data);
        byte[] out = new byte[length];
        decoder.decode(packed, packed.length, out, length);
        assertThat(out).isEqualTo(data);
        byte[] padded = Arrays.copyOf(packed, packed.length + 5);
        Arrays.fill(out, (byte) 0);
        decoder.decode(padded, padded.length, out, length);
        assertThat(out).as("with bytes after the stream").isEqualTo(data);
      }
    }
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesDeflateStreamsThatAreNotExact(boolean allowNative) {
    byte[] data = data(5000, 256, 3);
    byte[] packed = TestTiff.deflate(data);
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 1] ^= 1;
    try (InflateDecoder decoder = new InflateDecoder(allowNative)) {
      byte[] out = new byte[6000];
      assertThatThrownBy(() -> decoder.decode(wrongSum, wrongSum.length, out, 5000))
          .isInstanceOf(BlockException.class)
          .hasMessage("its deflate stream is damaged (incorrect data check)");
      assertThatThrownBy(() -> decoder.decode(packed, packed.length, out, 4999))
          .isInstanceOf(BlockException.class)
          .hasMessage("its deflate stream holds more than 4999 bytes");
      assertThatThrownBy(() -> decoder.decode(packed, packed.length, out, 5001))
          .isInstanceOf(BlockException.class)
          .hasMessage("its deflate stream ends after 5000 of 5001 bytes");
      assertThatThrownBy(() -> decoder.decode(packed, packed.length - 2, out, 5000))
          .isInstanceOf(BlockException.class)
          .hasMessage("its deflate stream has no end");
      assertThatThrownBy(() -> decoder.decode(new byte[20], 20, out, 5000))
          .isInstanceOf(BlockException.class)
          .hasMessageStartingWith("its deflate stream is damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void damagedDeflateStreamsNeverDecodeToSomethingElse(boolean allowNative) {
    Random random = new Random(11);
    try (InflateDecoder decoder = new InflateDecoder(allowNative)) {
      for (int round = 0; round < 3000; round++) {
        byte[] data = data(1 + random.nextInt(3000), 1 + random.nextInt(256), round);
        byte[] packed = TestTiff.deflate(data);
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] out = new byte[data.length];
        try {
          decoder.decode(packed, packed.length, out, out.length);
          assertThat(out).as("round %d", round).isEqualTo(data);
        } catch (BlockException e) {
          assertThat(e).hasMessageContaining("deflate stream");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decodesZstd(boolean allowNative) throws BlockException {
    ZstdDecoder decoder = new ZstdDecoder(allowNative);
    byte[] data = data(100000, 9, 1);
    byte[] packed = new byte[new ZstdJavaCompressor().maxCompressedLength(data.length)];
    int length = new ZstdJavaCompressor().compress(data, 0, data.length, packed, 0, packed.length);
    byte[] out = new byte[data.length + 1];
    decoder.decode(packed, length, out, data.length);
    assertThat(Arrays.copyOf(out, data.length)).isEqualTo(data);
    assertThatThrownBy(() -> decoder.decode(packed, length, out, data.length + 1))
        .isInstanceOf(BlockException.class)
        .hasMessage("its ZSTD data hold 100000 of 100001 bytes");
    assertThatThrownBy(() -> decoder.decode(packed, length, out, data.length - 1))
        .isInstanceOf(BlockException.class);
    assertThatThrownBy(() -> decoder.decode(packed, length / 2, out, data.length))
        .isInstanceOf(BlockException.class);
  }

  @Test
  void lzwComesBackAsItWas() throws BlockException {
    LzwEncoder encoder = new LzwEncoder();
    for (int length : new int[] {1, 2, 9, 255, 4096, 60000}) {
      for (int variety : new int[] {1, 3, 256}) {
        byte[] data = data(length, variety, length);
        byte[] packed = encoder.encode(data, length);
        byte[] out = new byte[length];
        new LzwDecoder().decode(packed, packed.length, out, length);
        assertThat(out).isEqualTo(data);
      }
    }
  }

  @Test
  void decodesLzwThroughSeveralTables() throws BlockException {
    for (int variety : new int[] {1, 3, 256}) {
      byte[] data = data(60000, variety, variety);
      byte[] packed = TestTiff.lzw(data);
      byte[] out = new byte[data.length];
      new LzwDecoder().decode(packed, packed.length, out, out.length);
      assertThat(out).isEqualTo(data);
      assertThatThrownBy(() -> new LzwDecoder().decode(packed, packed.length / 2, out, out.length))
          .isInstanceOf(BlockException.class)
          .hasMessageStartingWith("its LZW data end after");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void predictorsAreUndoneExactly(int sampleBytes) {
    for (int samples : new int[] {1, 2, 3, 4, 5, 6, 9, 17}) {
      for (int width : new int[] {1, 2, 13, 64}) {
        int rowBytes = width * samples * sampleBytes;
        byte[] data = new byte[rowBytes * 3];
        new Random(width).nextBytes(data);
        byte[] work = data.clone();
        Predictor.applyHorizontal(work, 3, rowBytes, samples, sampleBytes);
        Predictor.undoHorizontal(work, 3, rowBytes, samples, sampleBytes);
        assertThat(work).isEqualTo(data);
        byte[] row = new byte[rowBytes];
        Predictor.applyFloatingPoint(work, 3, rowBytes, samples, sampleBytes, row);
        Predictor.undoFloatingPoint(work, 3, rowBytes, samples, sampleBytes, row);
        assertThat(work).isEqualTo(data);
      }
    }
  }

  @Test
  void theNativeLibrariesAreUsedWhereTheyShouldBe() {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    boolean intel = System.getProperty("os.arch", "").equals("amd64");
    if (linux && intel) {
      try (InflateDecoder decoder = new InflateDecoder(true)) {
        assertThat(decoder.isNative()).isTrue();
      }
      assertThat(ZstdDecoder.isNativeAvailable()).isTrue();
    }
    try (InflateDecoder decoder = new InflateDecoder(false)) {
      assertThat(decoder.isNative()).isFalse();
    }
  }
}
