// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The items of a source one after another, in bounded memory, before anybody has looked at them.
 */
interface RawItems extends AutoCloseable {

  /**
   * One item.
   *
   * @param number the line, or the place in the source, from 1 on
   * @param source the file that it is in
   * @param origin what its references mean
   * @param size bytes, about
   * @param document parses it; a {@link org.sunqar.catalog.CatalogException} says why it cannot be.
   *     May run in another thread.
   */
  record Raw(long number, String source, Origin origin, int size, Supplier<ObjectNode> document) {}

  /** The next one; empty at the end. */
  Optional<Raw> next();

  /** How far the source is read, of {@link #size}. */
  long position();

  /** In the unit of {@link #position}; 0 when it is not known. */
  long size();

  @Override
  void close();
}
