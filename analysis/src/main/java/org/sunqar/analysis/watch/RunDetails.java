// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;

/** What the folder of a run tells beside its maps. */
public final class RunDetails {

  /** The file in the folder. */
  public static final String FILE = "run.json";

  private RunDetails() {}

  /**
   * What a run took off as common to the region, in scatters, by monitoring date.
   *
   * @param folder of the run; one that does not say took nothing off
   * @param dates of the monitoring period: those that the run has not seen have 0
   */
  public static List<Float> regionalDeparture(Path folder, int dates) {
    Path file = folder.resolve(FILE);
    List<Float> departures = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        new ObjectMapper()
            .readTree(file.toFile())
            .path("regional_departure")
            .forEach(departure -> departures.add((float) departure.asDouble()));
      }
    } catch (IOException e) {
      throw new AnalysisException(
          AnalysisException.Key.IO, file + " cannot be read; run the watch again", e);
    }
    while (departures.size() < dates) {
      departures.add(0f);
    }
    return List.copyOf(departures.subList(0, dates));
  }
}
