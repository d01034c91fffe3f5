// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.imaging;

import org.sunqar.planted.mission.Pass;

/** A violation: imaging sees mission, its neighbour. */
public final class Ortho {
  Pass pass = new Pass();
}
