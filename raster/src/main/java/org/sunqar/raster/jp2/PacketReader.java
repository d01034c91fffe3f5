// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.List;

/** Takes the packets of a tile apart (annex B.9, B.10) and gives their bytes to code-blocks. */
final class PacketReader {

  private static final int START_OF_PACKET = 0xff91;
  private static final int END_OF_HEADER = 0xff92;

  /** Coding passes of 31 bit planes, and more than any block has. */
  private static final int MAX_PASSES = 3 * 38;

  /** Passes before the first raw one in the bypass mode. */
  private static final int BEFORE_BYPASS = 10;

  private record Contribution(CodeBlock block, int passes, int bytes, boolean continues) {}

  private final PacketBits bits;
  private final CodingParameters.Order order;

  PacketReader(byte[] packets, CodingParameters.Order order) {
    this.bits = new PacketBits(packets);
    this.order = order;
  }

  /** Reads the next packet, which is of a precinct. */
  void read(Resolution resolution, int precinct, int layer) throws StreamException {
    if (order.resyncMarkers()) {
      bits.skipMarker(START_OF_PACKET, 6);
    }
    List<Contribution> contributions = new ArrayList<>();
    if (bits.bit() != 0) {
      for (Resolution.Part part : resolution.parts(precinct)) {
        for (int i = 0; i < part.blocks.length; i++) {
          readHeader(part, i, layer, resolution.style(), contributions);
        }
      }
    }
    bits.align();
    if (order.headerMarkers()) {
      bits.skipMarker(END_OF_HEADER, 2);
    }
    for (Contribution c : contributions) {
      int from = bits.skip(c.bytes);
      c.block.add(c.passes, bits.bytes(), from, c.bytes, c.continues);
    }
  }

  private void readHeader(
      Resolution.Part part, int index, int layer, int style, List<Contribution> contributions)
      throws StreamException {
    CodeBlock block = part.blocks[index];
    int col = index % part.across;
    int row = index / part.across;
    if (block.isIncluded()) {
      if (bits.bit() == 0) {
        return;
      }
    } else {
      if (!part.inclusion.isBelow(bits, col, row, layer + 1)) {
        return;
      }
      int most = part.subband.bitPlanes();
      int zero = part.zeroPlanes.value(bits, col, row, most);
      if (most - zero > CodeBlockDecoder.MAX_BIT_PLANES) {
        throw StreamException.unsupported("has coefficients of " + (most - zero) + " bits");
      }
      block.include(most - zero);
    }
    int passes = passes();
    if (block.passes() + passes > MAX_PASSES) {
      throw StreamException.corrupt("has a code-block of too many passes");
    }
    while (bits.bit() != 0) {
      block.lengthBits(block.lengthBits() + 1);
    }
    readLengths(block, passes, style, contributions);
  }

  private void readLengths(CodeBlock block, int passes, int style, List<Contribution> contributions)
      throws StreamException {
    int done = block.passes();
    int last = done + passes;
    while (done < last) {
      int end = Math.min(last, segmentEnd(done, style));
      int width = block.lengthBits() + 31 - Integer.numberOfLeadingZeros(end - done);
      if (width > 30) {
        throw StreamException.corrupt("has a code-block length of " + width + " bits");
      }
      boolean continues = done > 0 && segmentEnd(done - 1, style) > done;
      contributions.add(new Contribution(block, end - done, bits.bits(width), continues));
      done = end;
    }
  }

  /** The first pass after the segment that a pass belongs to. */
  private static int segmentEnd(int pass, int style) {
    if ((style & CodeBlockDecoder.TERMINATE_ALL) != 0) {
      return pass + 1;
    }
    if ((style & CodeBlockDecoder.BYPASS) == 0) {
      return Integer.MAX_VALUE;
    }
    if (pass < BEFORE_BYPASS) {
      return BEFORE_BYPASS;
    }
    int inPlane = (pass - BEFORE_BYPASS) % 3; // two raw passes, then one that is coded
    return pass + (inPlane == 0 ? 2 : 1);
  }

  /** Table B.4. */
  private int passes() throws StreamException {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int two = bits.bits(2);
    if (two < 3) {
      return 3 + two;
    }
    int five = bits.bits(5);
    return five < 31 ? 6 + five : 37 + bits.bits(7);
  }
}
