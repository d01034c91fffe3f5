// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/** One scene as an update takes it in. */
public interface SceneValues {

  SceneTime time();

  /**
   * What is common to the region on this date, in scatters: taken off; 0 for nothing, NaN for a
   * scene that cannot be compared, of which nothing is taken in.
   */
  float common();

  /**
   * The values of some pixels in a row.
   *
   * @param pixel the first, in the state
   * @param out the first {@code count} are set; NaN (or infinite) for no data, which leaves a pixel
   *     as it is
   * @return false when there is no value; then {@code out} may be left as it is
   */
  boolean values(int pixel, int count, float[] out);

  /**
   * A scene in an array.
   *
   * @param values pixel {@code from} of the state at {@code valuesFrom}
   */
  static SceneValues of(float[] values, int valuesFrom, int from, SceneTime time, float common) {
    return new SceneValues() {
      @Override
      public SceneTime time() {
        return time;
      }

      @Override
      public float common() {
        return common;
      }

      @Override
      public boolean values(int pixel, int count, float[] out) {
        System.arraycopy(values, valuesFrom + pixel - from, out, 0, count);
        return true;
      }
    };
  }
}
