// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

/**
 * One thing that is wrong, or was.
 *
 * @param collection the item's collection; empty for a file that is no item's
 * @param item empty for a file that is no item's
 * @param asset the asset's key; empty when it is about the item
 * @param problem its kind
 * @param repaired whether it was put right
 * @param detail a sentence for people
 */
public record Finding(
    String collection,
    String item,
    String asset,
    Problem problem,
    boolean repaired,
    String detail) {

  /** Kinds of problems. */
  public enum Problem {
    /** An asset is not where the item says. */
    MISSING,
    /** It is there, with another number of bytes. */
    WRONG_SIZE,
    /** It is there, with other bytes. */
    WRONG_CHECKSUM,
    /** It is there and cannot be read. */
    UNREADABLE,
    /** The item does not say how large a local file is, or what its checksum is. */
    NO_CHECKSUM,
    /** The scene has no picture although it can be drawn. */
    NO_THUMBNAIL,
    /** The item's box is not on the Earth, or not where its pixels are. */
    BAD_FOOTPRINT,
    /** A picture of an item that is not there any more. */
    UNUSED_THUMBNAIL,
    /** The item was changed by somebody else while it was repaired. */
    CHANGED
  }
}
