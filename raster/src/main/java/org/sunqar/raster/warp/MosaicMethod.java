// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Which value a pixel of a mosaic takes where several sources have one. Each band for itself. */
public sealed interface MosaicMethod {

  /** That of the first source in the order given. */
  record First() implements MosaicMethod {}

  /** That of the last source in the order given. */
  record Last() implements MosaicMethod {}

  /**
   * That of the source closest in time; of two as close the earlier one in the order given. Sources
   * without a time come last.
   */
  record ClosestTo(Instant time) implements MosaicMethod {}

  /** That of the source with the least cloud cover; sources that do not say come last. */
  record LeastCloudy() implements MosaicMethod {}

  record Min() implements MosaicMethod {}

  record Max() implements MosaicMethod {}

  record Mean() implements MosaicMethod {}

  /** The middle value, or the mean of the two in the middle. */
  record Median() implements MosaicMethod {}

  /** Whether a value comes from one source, chosen by its rank. */
  default boolean chooses() {
    return switch (this) {
      case First(), Last(), ClosestTo _, LeastCloudy() -> true;
      case Min(), Max(), Mean(), Median() -> false;
    };
  }

  /** Sources in the order in which they are asked; keeps the order of equal ones. */
  default Comparator<MosaicSource> order() {
    return switch (this) {
      case First(), Last(), Min(), Max(), Mean(), Median() -> (_, _) -> 0;
      case ClosestTo(Instant time) ->
          Comparator.comparing(source ->
              source
                  .time()
                  .map(t -> Duration.between(t, time).abs())
                  .orElse(Duration.ofSeconds(Long.MAX_VALUE)));
      case LeastCloudy() ->
          Comparator.comparingDouble(
              source -> source.cloudCover().orElse(Double.POSITIVE_INFINITY));
    };
  }
}
