// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.util.List;

/**
 * Pixels that touch by an edge or a corner and changed together.
 *
 * @param pixels indices of all pixels, row * width + column, ascending; holes of the change that
 *     its neighbours closed are among them
 * @param changes those of the pixels for which there is a change, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the group
public record PixelGroup(int[] pixels, List<PixelChange> changes) {

  public PixelGroup {
    changes = List.copyOf(changes);
  }

  /** How much the evidence says, 0..1: the confidence of the alert that it makes. */
  public double confidence() {
    return Confidence.of(changes, pixels.length);
  }
}
