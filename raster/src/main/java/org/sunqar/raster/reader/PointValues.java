// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.util.List;
import org.sunqar.raster.pixel.BandInfo;

/**
 * The values at a place.
 *
 * @param bands what they are
 * @param values one for each band, also where it is not valid
 * @param valid whether each band has a value there
 */
public record PointValues(List<BandInfo> bands, List<Double> values, List<Boolean> valid) {

  public PointValues {
    bands = List.copyOf(bands);
    values = List.copyOf(values);
    valid = List.copyOf(valid);
  }
}
