// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;

/** Run-length decoding as TIFF 6.0 section 9 defines it. */
final class PackBits {

  static void decode(byte[] in, int inLength, byte[] out, int outLength) throws BlockException {
    int at = 0;
    int to = 0;
    while (to < outLength) {
      if (at >= inLength) {
        throw new BlockException("its PackBits data end after " + to + " bytes");
      }
      int code = in[at++];
      if (code == -128) {
        continue;
      }
      int length = code >= 0 ? code + 1 : 1 - code;
      int needed = code >= 0 ? length : 1;
      if (length > outLength - to || needed > inLength - at) {
        throw new BlockException("its PackBits data do not fit");
      }
      if (code >= 0) {
        System.arraycopy(in, at, out, to, length);
      } else {
        Arrays.fill(out, to, to + length, in[at]);
      }
      at += needed;
      to += length;
    }
  }

  private PackBits() {}
}
