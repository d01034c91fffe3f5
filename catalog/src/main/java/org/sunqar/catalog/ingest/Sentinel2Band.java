// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;
import java.util.Optional;

/**
 * The bands of Sentinel-2's MSI in the order of their {@code bandId}.
 *
 * <p>Asset keys are those that public catalogues of Sentinel-2 use; common names are STAC's, with
 * the red edge by wavelength.
 */
enum Sentinel2Band {
  B01("coastal", "coastal", 60, 0.4427),
  B02("blue", "blue", 10, 0.4927),
  B03("green", "green", 10, 0.5598),
  B04("red", "red", 10, 0.6646),
  B05("rededge1", "rededge071", 20, 0.7041),
  B06("rededge2", "rededge075", 20, 0.7405),
  B07("rededge3", "rededge078", 20, 0.7828),
  B08("nir", "nir", 10, 0.8328),
  B8A("nir08", "nir08", 20, 0.8647),
  B09("nir09", "nir09", 60, 0.9451),
  B10("cirrus", "cirrus", 60, 1.3735),
  B11("swir16", "swir16", 20, 1.6137),
  B12("swir22", "swir22", 20, 2.2024);

  private static final List<Sentinel2Band> BY_ID = List.of(values());

  private final String assetKey;
  private final String commonName;
  private final int resolution;
  private final double wavelength;

  Sentinel2Band(String assetKey, String commonName, int resolution, double wavelength) {
    this.assetKey = assetKey;
    this.commonName = commonName;
    this.resolution = resolution;
    this.wavelength = wavelength;
  }

  /** The band of a {@code bandId} or {@code band_id} in a product's metadata. */
  static Optional<Sentinel2Band> ofId(String id) {
    return id.matches("\\d|1[0-2]")
        ? Optional.of(BY_ID.get(Integer.parseInt(id)))
        : Optional.empty();
  }

  String assetKey() {
    return assetKey;
  }

  String commonName() {
    return commonName;
  }

  /** The size of the pixels that the instrument has in this band (m). */
  int resolution() {
    return resolution;
  }

  /**
   * The middle of the band on Sentinel-2A (micrometres), where the metadata do not give that of the
   * satellite.
   */
  double wavelength() {
    return wavelength;
  }
}
