// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

/**
 * A smooth random field: value noise (random values on a lattice, interpolated with the smoothstep
 * polynomial {@code 3t^2 - 2t^3}) in octaves of half the wavelength and half the amplitude.
 */
final class NoiseField {

  private static final int BINS = 4096;

  private NoiseField() {}

  /**
   * The field on a grid, between -1 and 1.
   *
   * @param wavelength distance of lattice points of the first octave (pixels), at least 2
   * @param octaves at least 1
   */
  static float[] of(Draws draws, int width, int height, double wavelength, int octaves) {
    float[] field = new float[width * height];
    double total = 0;
    for (int octave = 0; octave < octaves; octave++) {
      total += Math.scalb(1.0, -octave);
    }
    double length = wavelength;
    for (int octave = 0; octave < octaves; octave++) {
      addOctave(
          draws.at(octave),
          field,
          width,
          height,
          Math.max(2, length),
          (float) (Math.scalb(1.0, -octave) / total));
      length /= 2;
    }
    return field;
  }

  private static void addOctave(
      Draws draws, float[] field, int width, int height, double length, float amplitude) {
    int latticeWidth = (int) (width / length) + 3;
    float[] lattice = new float[latticeWidth * ((int) (height / length) + 3)];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = amplitude * (float) (2 * draws.uniform(i) - 1);
    }
    // a random origin, so that lattice points of scenes do not coincide
    double originX = draws.uniform(-1);
    double originY = draws.uniform(-2);
    int[] cell = new int[width];
    float[] share = new float[width];
    for (int x = 0; x < width; x++) {
      double u = x / length + originX;
      cell[x] = (int) u;
      share[x] = smooth((float) (u - cell[x]));
    }
    for (int y = 0; y < height; y++) {
      double v = y / length + originY;
      int row = ((int) v) * latticeWidth;
      float down = smooth((float) (v - (int) v));
      for (int x = 0; x < width; x++) {
        int i = row + cell[x];
        int j = i + latticeWidth;
        float left = lattice[i] + (lattice[j] - lattice[i]) * down;
        float right = lattice[i + 1] + (lattice[j + 1] - lattice[i + 1]) * down;
        field[y * width + x] += left + (right - left) * share[x];
      }
    }
  }

  static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  /**
   * The value that the given share of the field exceeds, to 1/{@value #BINS} of the field's range.
   *
   * @param share 0..1; 0 gives a value that nothing exceeds
   */
  static float exceededBy(float[] field, double share) {
    int[] counts = new int[BINS];
    for (float v : field) {
      counts[bin(v)]++;
    }
    long wanted = Math.round(share * field.length);
    long above = 0;
    int i = BINS;
    while (i > 0 && above < wanted) {
      i--;
      above += counts[i];
    }
    // of the two edges of the last bin, the one that comes nearer
    if (i < BINS && above - wanted > wanted - (above - counts[i])) {
      i++;
    }
    return 2f * i / BINS - 1;
  }

  private static int bin(float v) {
    return Math.max(0, Math.min(BINS - 1, (int) ((v + 1) * 0.5f * BINS)));
  }
}
