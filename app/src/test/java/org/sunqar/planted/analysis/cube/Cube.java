// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.analysis.cube;

import org.sunqar.planted.imaging.Ortho;

/** A violation: analysis sees imaging, its neighbour. */
public final class Cube {
  Ortho ortho = new Ortho();
}
