// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.time.LocalDate;

/** From where a state is brought up to date. */
public sealed interface StartPoint {

  /** From what each chunk is, as far as that is right. */
  record Current() implements StartPoint {}

  /**
   * From what each chunk was before a day, by the nearest snapshot before it.
   *
   * @param day whose scenes, and all later ones, are taken again
   */
  record Before(LocalDate day) implements StartPoint {}

  /** From the history: all is computed from the archive again. */
  record History() implements StartPoint {}
}
