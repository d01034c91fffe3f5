// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Where series come from.
 *
 * @param <S> what a series is
 */
@FunctionalInterface
public interface SeriesInput<S> {

  /**
   * Opens the tables.
   *
   * @throws SeriesFormatException if a table is not as it should be
   */
  Source<S> open() throws IOException;

  /** Gives one series after another, once. */
  interface Source<S> extends Closeable {

    /**
     * The next series; empty at the end.
     *
     * @throws SeriesFormatException if a table is not as it should be
     */
    Optional<Entry<S>> next() throws IOException;
  }

  /**
   * A series and its place.
   *
   * @param index position of its rows in the result, from 0; each position comes once
   * @param size number of observations
   */
  record Entry<S>(int index, int size, S series) {}
}
