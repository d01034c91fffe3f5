// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

/**
 * What became of one item of a source.
 *
 * @param source the file or the address
 * @param number of the item in its source: the line of an ndjson file, otherwise its place; from 1
 *     on
 * @param collection empty when it is not known
 * @param id empty when it is not known
 * @param reason why it was rejected, empty otherwise
 */
public record ItemResult(
    String source, long number, String collection, String id, Fate fate, String reason) {

  /** What can become of an item. */
  public enum Fate {
    ADDED,
    /** An item of the same id was replaced. */
    CHANGED,
    /** The same item is there already. */
    UNCHANGED,
    /** It is gone from the source, and now from here. */
    DELETED,
    REJECTED
  }
}
