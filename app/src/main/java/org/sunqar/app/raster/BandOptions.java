// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.view.RasterView;
import picocli.CommandLine.Option;

/** Which bands, in which order. */
final class BandOptions {

  @Option(
      names = {"-b", "--bands"},
      paramLabel = "N[,N...]",
      description = "Bands, from 1, in the order wanted; ranges as in 1-3 (default: all).")
  private Optional<String> bands = Optional.empty();

  /** The numbers, from 1; none for all. */
  int[] of(Raster raster) {
    int count = raster.bands().size();
    List<Integer> numbers = new ArrayList<>();
    for (String text : bands.map(list -> list.split(",", -1)).orElse(new String[0])) {
      String[] ends = text.strip().split("-", 2);
      int from = number(ends[0], count, raster.name());
      int to = ends.length == 1 ? from : number(ends[1], count, raster.name());
      int step = from <= to ? 1 : -1;
      for (int band = from; band != to + step; band += step) {
        numbers.add(band);
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The chosen bands of a raster, which is closed with what is returned. */
  Raster choose(Raster raster) {
    return bands.isEmpty() ? raster : RasterView.ofBands(raster, of(raster));
  }

  private static int number(String text, int count, String name) {
    int band;
    try {
      band = Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      throw CommandException.usage("--bands takes numbers as in 4,3,2 or 1-3, not '" + text + "'");
    }
    if (band < 1 || band > count) {
      throw CommandException.usage(
          "there is no band " + band + " in " + name + ", which has bands 1 to " + count);
    }
    return band;
  }
}
