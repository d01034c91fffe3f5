// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** Median by selection (Hoare, 1961, <i>Algorithm 65: Find</i>), O(n) on average. */
final class Median {

  private Median() {}

  /**
   * Median of the first n values, the mean of the middle two if n is even; NaN for none. Reorders
   * them.
   *
   * @param values none of the first n is NaN
   */
  static double ofFirst(float[] values, int n) {
    if (n == 0) {
      return Double.NaN;
    }
    int middle = n / 2;
    double upper = select(values, n, middle);
    if (n % 2 == 1) {
      return upper;
    }
    float lower = values[0];
    for (int i = 1; i < middle; i++) {
      lower = Math.max(lower, values[i]);
    }
    return (lower + upper) / 2;
  }

  /** Moves the k-th smallest to index k, smaller ones before it. */
  private static float select(float[] values, int n, int k) {
    int low = 0;
    int high = n - 1;
    while (low < high) {
      float pivot = medianOfThree(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[k];
  }

  private static float medianOfThree(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
