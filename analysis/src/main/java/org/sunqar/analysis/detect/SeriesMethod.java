// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * A detector as {@link SeriesDetect} runs it: what it makes of a series as rows of a table.
 *
 * @param <S> a series as the method takes it
 */
public interface SeriesMethod<S> {

  /** The names of the columns, with a line feed. The first is {@code id}. */
  String header();

  /** A detector with working arrays of its own; each thread asks for one. */
  Detector<S> detector();

  /** Serves one thread. */
  @FunctionalInterface
  interface Detector<S> {

    /** The rows of a series. */
    Rows detect(S series);
  }

  /**
   * What becomes of one series.
   *
   * @param text the rows, each with a line feed; none at all is allowed
   * @param changed whether there is at least one break
   * @param failed whether there is no result, which a row then says
   */
  record Rows(String text, boolean changed, boolean failed) {}
}
