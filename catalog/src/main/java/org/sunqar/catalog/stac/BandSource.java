// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;

/**
 * Where the samples of one band are, and what they mean: value = sample * scale + offset.
 *
 * @param assetKey the asset of the item
 * @param href where the asset's file is
 * @param band the band of that file, from 1
 * @param type how a sample is stored
 * @param noData the sample that means "no observation"
 * @param scale factor from sample to value
 * @param offset added after the factor
 */
public record BandSource(
    String assetKey,
    String href,
    int band,
    PixelType type,
    OptionalDouble noData,
    double scale,
    double offset) {

  /** The file behind {@link #href}, where that is not in an archive. */
  public Path path() {
    return Href.toPath(href);
  }
}
