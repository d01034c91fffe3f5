// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.Optional;

/** Tells what a detector saw in a pixel. */
interface PixelTeller extends AutoCloseable {

  /** The story of a pixel of the run's grid; empty when it has no value on any date. */
  Optional<PixelStory> tell(int col, int row);

  @Override
  void close();
}
