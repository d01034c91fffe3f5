// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.detect.DetectorOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of a watch on the command line. */
final class WatchOptions {

  /** The detectors. */
  enum Detector {
    BFAST_MONITOR,
    DIFFERENCE
  }

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "ID",
      description = "The collection whose scenes are watched.")
  String collection = "";

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description =
          "What is watched: a band, or an index of bands (ndvi, ndmi, nbr, ndwi, mndwi, ndbi, savi,"
              + " evi).")
  String index = "";

  @Option(
      names = "--aoi",
      paramLabel = "FILE",
      description = "The area as GeoJSON polygons (default: all that the scenes cover).")
  Optional<Path> area = Optional.empty();

  @Option(
      names = "--monitor-from",
      required = true,
      paramLabel = "DATE",
      description = "First day of the monitoring period; what is before is history.")
  LocalDate monitorFrom = LocalDate.EPOCH;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      defaultValue = "bfast-monitor",
      converter = DetectorConverter.class,
      description =
          "bfast-monitor (a series) or difference (two dates: the last scene before the monitoring"
              + " start and the last of all). Default: ${DEFAULT-VALUE}.")
  Detector detector = Detector.BFAST_MONITOR;

  @Mixin DetectorOptions bfast = new DetectorOptions();

  @Option(
      names = "--threshold",
      paramLabel = "Z",
      defaultValue = "3",
      description = "difference: robust z-score beyond which a pixel has changed (default: 3).")
  double threshold = DetectorSettings.TwoDates.DEFAULT_THRESHOLD;

  @Option(
      names = "--min-area",
      paramLabel = "HA",
      defaultValue = "0.5",
      description = "Smallest alert in hectares (default: ${DEFAULT-VALUE}).")
  double minimumArea = 0.5;

  @Option(
      names = "--min-run",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Consecutive observations beyond the expected range that begin an alert, 2 to 50"
              + " (default: ${DEFAULT-VALUE}).")
  int leastRun = 3;

  @Option(
      names = "--min-size",
      paramLabel = "X",
      defaultValue = "0",
      description = "Least change in units of the pixel's own scatter (default: 0).")
  double leastSize;

  @Option(
      names = "--min-magnitude",
      paramLabel = "X",
      defaultValue = "0",
      description = "Least change in units of the index (default: 0).")
  double leastMagnitude;

  @Option(
      names = "--direction",
      paramLabel = "WAY",
      defaultValue = "BOTH",
      description = "decrease, increase or both (default: both).")
  AlertRule.Direction direction = AlertRule.Direction.BOTH;

  Watch watch(String name) throws IOException {
    return new Watch(
        name,
        collection,
        index.toLowerCase(Locale.ROOT),
        area.isPresent() ? Optional.of(AreaFile.read(area.get())) : Optional.empty(),
        monitorFrom,
        switch (detector) {
          case BFAST_MONITOR -> new DetectorSettings.BfastMonitoring(bfast.options());
          case DIFFERENCE -> new DetectorSettings.TwoDates(threshold);
        },
        new AlertRule(minimumArea, leastRun, leastSize, leastMagnitude, direction));
  }

  /** Names with a hyphen. */
  static final class DetectorConverter implements picocli.CommandLine.ITypeConverter<Detector> {
    @Override
    public Detector convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "bfast-monitor" -> Detector.BFAST_MONITOR;
        case "difference" -> Detector.DIFFERENCE;
        default ->
            throw new picocli.CommandLine.TypeConversionException(
                "detectors are bfast-monitor and difference, not '" + text + "'");
      };
    }
  }
}
