// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.sunqar.raster.geo.Affine;

/**
 * Clouds, their shadows, haze, and the mask that sees most of them.
 *
 * <p>Cloud cover of a scene is {@code logistic(m + 0.8 cos(2 pi (t - wet)) + 1.3 z)} with z
 * standard normal: scenes are mostly clear or mostly covered, as real ones are; {@code m} is found
 * by bisection so that the mean over the series is the one asked for. Clouds are where a smooth
 * random field exceeds the value that this share of it exceeds. Opacity rises from 0.25 at the edge
 * to 1 inside. Outside, a thin veil fades over a few pixels; the mask takes the nearer half of it.
 *
 * <p>A shadow lies away from the sun by {@code H tan(zenith)}, with the cloud's height H of 600 to
 * 2500 m per scene and the sun at 10:00 local solar time. Clouds outside the scene cast none.
 *
 * <p>Undetected: {@value #MISSED} of the area in small blobs, where thin cloud and shadow are left
 * out of the mask, the outer half of the veil, and thin haze patches on {@value #HAZE_PATCHES} of
 * the land.
 */
final class Sky {

  /** Mask value of clear land. */
  static final byte CLEAR = 0;

  /** Mask value of cloud. */
  static final byte CLOUD = 1;

  /** Mask value of cloud shadow. */
  static final byte SHADOW = 2;

  private static final double MISSED = 0.04;
  private static final double HAZE_PATCHES = 0.01;

  /** Veil beyond a cloud's edge, in units of the field. */
  private static final float VEIL = 0.03f;

  private final BaseScene base;
  private final Draws draws;
  private final List<LocalDate> dates;
  private final double latitude;
  private final double[] covers;

  Sky(BaseScene base, SimulationOptions options) {
    this.base = base;
    this.draws = Draws.of(options.seed(), 4);
    this.dates = options.dates();
    this.latitude = base.latitude();
    this.covers = covers(options.meanCloudCover());
  }

  /**
   * The sky over one scene.
   *
   * @param opacity of cloud, veil or haze patch per pixel, 0..1
   * @param shadowed pixels in a cloud's shadow
   * @param mask what a cloud mask says: {@link #CLEAR}, {@link #CLOUD} or {@link #SHADOW}
   */
  @SuppressWarnings("ArrayRecordComponent") // storage of one scene, made and used once
  record State(float[] opacity, boolean[] shadowed, byte[] mask) {}

  /** Share of a scene under cloud, 0..1. */
  double cover(int scene) {
    return covers[scene];
  }

  State over(int scene) {
    int width = base.grid().width();
    int height = base.grid().height();
    Draws own = draws.at(scene);
    float[] field = NoiseField.of(own.at(0), width, height, Math.max(width, height) / 4.0, 5);
    float edge = NoiseField.exceededBy(field, covers[scene]);
    return state(own, field, edge, covers[scene] > 0, dates.get(scene));
  }

  /**
   * The sky over a pass whose clouds are given.
   *
   * @param own random numbers of the pass
   */
  State under(Pass pass, Draws own) {
    float[] field = pass.depth().clone();
    boolean cloudy = false;
    for (int i = 0; i < field.length; i++) {
      field[i] = Float.isNaN(field[i]) ? -1 : field[i];
      cloudy |= field[i] > 0;
    }
    return state(own, field, 0, cloudy, pass.date());
  }

  private State state(Draws own, float[] field, float edge, boolean cloudy, LocalDate date) {
    int width = base.grid().width();
    int height = base.grid().height();
    float[] blobs = NoiseField.of(own.at(1), width, height, 24, 2);
    float missedEdge = NoiseField.exceededBy(blobs, MISSED);
    float[] patches = NoiseField.of(own.at(2), width, height, 8, 2);
    float patchEdge = NoiseField.exceededBy(patches, HAZE_PATCHES);
    float[] opacity = new float[field.length];
    byte[] mask = new byte[field.length];
    for (int i = 0; i < field.length; i++) {
      float above = field[i] - edge;
      if (cloudy && above > 0) {
        opacity[i] = 0.25f + 0.75f * NoiseField.smooth(Math.min(1, above / 0.2f));
      } else if (cloudy && above > -VEIL) {
        opacity[i] = 0.15f * (1 + above / VEIL);
      }
      boolean missed = blobs[i] > missedEdge && opacity[i] < 0.6f;
      if (cloudy && above > -VEIL / 2 && !missed) {
        mask[i] = CLOUD;
      }
      if (patches[i] > patchEdge && opacity[i] < 0.1f) {
        opacity[i] = 0.12f;
      }
    }
    boolean[] shadowed = shadows(shadowOffset(own, date), field, edge + 0.04f, cloudy);
    for (int i = 0; i < mask.length; i++) {
      if (shadowed[i] && mask[i] == CLEAR && blobs[i] <= missedEdge) {
        mask[i] = SHADOW;
      }
    }
    return new State(opacity, shadowed, mask);
  }

  /** Columns and rows by which the shadow of a cloud lies beside it. */
  int[] shadowOffset(int scene) {
    return shadowOffset(draws.at(scene), dates.get(scene));
  }

  private int[] shadowOffset(Draws own, LocalDate date) {
    double height = (600 + 1900 * own.uniform(-3)) / base.grid().crs().metresPerUnit();
    double[] sun = sunVector(date, latitude);
    double east = -height * sun[0] / sun[2];
    double north = -height * sun[1] / sun[2];
    Affine affine = base.grid().affine();
    return new int[] {
      (int) Math.rint(affine.colOf(affine.c() + east, affine.f() + north)),
      (int) Math.rint(affine.rowOf(affine.c() + east, affine.f() + north))
    };
  }

  private boolean[] shadows(int[] offset, float[] field, float edge, boolean cloudy) {
    boolean[] shadowed = new boolean[field.length];
    if (!cloudy) {
      return shadowed;
    }
    int width = base.grid().width();
    int height = base.grid().height();
    for (int y = 0; y < height; y++) {
      int fromY = y - offset[1];
      if (fromY < 0 || fromY >= height) {
        continue;
      }
      for (int x = Math.max(0, offset[0]); x < Math.min(width, width + offset[0]); x++) {
        shadowed[y * width + x] = field[fromY * width + x - offset[0]] > edge;
      }
    }
    return shadowed;
  }

  /**
   * Unit vector to the sun (east, north, up) at 10:00 local solar time; declination after Cooper
   * (1969). Up is at least 0.15: lower suns would throw shadows out of any scene.
   */
  static double[] sunVector(LocalDate day, double latitude) {
    double declination =
        Math.toRadians(23.45) * StrictMath.sin(2 * Math.PI * (284 + day.getDayOfYear()) / 365.0);
    double hourAngle = Math.toRadians(-30);
    double phi = Math.toRadians(latitude);
    double cosDeclination = StrictMath.cos(declination);
    double sinDeclination = StrictMath.sin(declination);
    double cosHour = StrictMath.cos(hourAngle);
    return new double[] {
      -cosDeclination * StrictMath.sin(hourAngle),
      sinDeclination * StrictMath.cos(phi) - cosDeclination * StrictMath.sin(phi) * cosHour,
      Math.max(
          0.15,
          sinDeclination * StrictMath.sin(phi) + cosDeclination * StrictMath.cos(phi) * cosHour)
    };
  }

  private double[] covers(double mean) {
    double[] logits = new double[dates.size()];
    Random random = draws.generator();
    double wet = latitude > 0 ? 0.5 : 0.0;
    for (int k = 0; k < logits.length; k++) {
      double year = dates.get(k).getDayOfYear() / 365.25;
      logits[k] = 0.8 * StrictMath.cos(2 * Math.PI * (year - wet)) + 1.3 * random.nextGaussian();
    }
    double[] covers = new double[logits.length];
    if (mean == 0) {
      return covers;
    }
    double low = -20;
    double high = 20;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        covers[k] = 1 / (1 + StrictMath.exp(-(middle + logits[k])));
        sum += covers[k];
      }
      if (sum / logits.length > mean) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return covers;
  }
}
