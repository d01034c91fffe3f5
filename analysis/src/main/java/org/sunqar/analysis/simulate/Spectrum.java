// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

/**
 * A value per band of {@link BaseScene#BANDS}; see {@link EventType} for where the reflectances
 * come from.
 */
enum Spectrum {

  /** Closed green canopy. */
  VEGETATION(0.025f, 0.05f, 0.03f, 0.42f, 0.19f, 0.08f),

  /** Dry, bare, reddish-brown soil. */
  SOIL(0.08f, 0.12f, 0.17f, 0.25f, 0.33f, 0.28f),

  /** Fresh char with some ash: dark, and darker in the near infrared than in swir22. */
  CHAR(0.035f, 0.04f, 0.05f, 0.08f, 0.14f, 0.15f),

  /** Concrete and light roofing. */
  IMPERVIOUS(0.24f, 0.28f, 0.31f, 0.34f, 0.36f, 0.33f),

  /** Thick cloud seen from above. */
  CLOUD(0.72f, 0.71f, 0.70f, 0.72f, 0.55f, 0.42f),

  /** What a cloud's shadow leaves of the light, as a factor: sky light is blue. */
  SHADOW(0.60f, 0.50f, 0.44f, 0.38f, 0.32f, 0.30f),

  /** How strongly haze shows, as a factor that falls with wavelength. */
  HAZE(1.0f, 0.75f, 0.55f, 0.28f, 0.10f, 0.05f);

  private final float blue;
  private final float green;
  private final float red;
  private final float nir;
  private final float swir16;
  private final float swir22;

  Spectrum(float blue, float green, float red, float nir, float swir16, float swir22) {
    this.blue = blue;
    this.green = green;
    this.red = red;
    this.nir = nir;
    this.swir16 = swir16;
    this.swir22 = swir22;
  }

  float band(int index) {
    return switch (index) {
      case 0 -> blue;
      case 1 -> green;
      case 2 -> red;
      case 3 -> nir;
      case 4 -> swir16;
      case 5 -> swir22;
      default -> throw new IndexOutOfBoundsException("band " + index + " is not in 0..5");
    };
  }
}
