// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.analysis.detect.ccd.SCcdDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.LandMask;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.detect.DetectorOptions;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of a watch on the command line. */
final class WatchOptions {

  private static final String BFAST_MONITOR = "bfast-monitor";
  private static final String BFAST_MONITOR_ONLINE = "bfast-monitor-online";
  private static final String DIFFERENCE = "difference";
  private static final String BAYES = "bayes";

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "ID",
      description = "The collection whose scenes are watched.")
  String collection = "";

  @Option(
      names = "--index",
      paramLabel = "NAME|EXPRESSION",
      description =
          "What is watched: a band, an index of bands (ndvi, ndmi, nbr, ndwi, mndwi, ndbi, savi,"
              + " evi), or an expression of bands, as \"(nir - swir16) / (nir + swir16)\". s-ccd"
              + " looks at six bands: there it says how changes are measured, and which way"
              + " (default: nbr).")
  Optional<String> index = Optional.empty();

  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "NAMES",
      description =
          "s-ccd: the names of its six bands in the scenes, in this order (default:"
              + " blue,green,red,nir,swir16,swir22).")
  List<String> bands = List.of();

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
      completionCandidates = DetectorNames.class,
      converter = DetectorConverter.class,
      description = {
        "One that keeps a state and takes scene by scene: ${COMPLETION-CANDIDATES}"
            + " (default: bayes); or bfast-monitor (over all scenes in each run; the default with"
            + " its options); or difference (two dates: the last scene before the monitoring"
            + " start and the last of all)."
      })
  Optional<String> detector = Optional.empty();

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description =
          "A parameter of a detector that keeps a state, as --parameter order=2; can be repeated.")
  Map<String, String> parameters = new LinkedHashMap<>();

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
      description = {
        "Consecutive observations beyond the expected range that begin an alert, 2 to 50 (default:",
        "3; 2 with a detector that keeps a state, whose alerts later scenes take back)."
      })
  Optional<Integer> leastRun = Optional.empty();

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

  @Option(
      names = "--min-confidence",
      paramLabel = "X",
      defaultValue = "0",
      description = "Least confidence of an alert, 0 to 1 (default: 0).")
  double minimumConfidence;

  @Option(
      names = "--quiet-days",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Raise nothing that touches an alert raised less than so many days ago (default: 0).")
  int quietDays;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "Land on which alerts count, such as forest: GeoJSON polygons, or a raster whose first"
              + " band is not 0 there. Of several all must hold.")
  List<Path> masks = List.of();

  Watch watch(String name) throws IOException {
    DetectorSettings settings = settings();
    return new Watch(
        name,
        collection,
        variable(),
        area.isPresent() ? Optional.of(AreaFile.read(area.get())) : Optional.empty(),
        monitorFrom,
        settings,
        new AlertRule(
            minimumArea,
            leastRun.orElse(settings.usualRule().leastRun()),
            leastSize,
            leastMagnitude,
            direction,
            minimumConfidence,
            quietDays),
        landMasks());
  }

  /** Bands are called as their files call them; an index has one spelling in a watch. */
  private String variable() {
    if (index.isEmpty() && !detector().equals(SCcdDetector.NAME)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--index is missing: a band, an index or an expression of bands, as --index ndvi");
    }
    String given = index.orElse("nbr").strip();
    CubeScene.formulaOf(given); // says at once where an expression is wrong
    return SpectralIndex.of(given).isPresent() ? given.toLowerCase(Locale.ROOT) : given;
  }

  /** Rasters stay where they are: their files are read by each run. */
  private List<LandMask> landMasks() throws IOException {
    List<LandMask> all = new ArrayList<>();
    for (Path file : masks) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(".geojson") || name.endsWith(".json")) {
        all.add(new LandMask.Polygons(AreaFile.read(file)));
      } else {
        requireReadable(file);
        all.add(new LandMask.RasterFile(file.toAbsolutePath().normalize()));
      }
    }
    return all;
  }

  /** Decodes all of a mask once: a file that was cut off has a good header. */
  private static void requireReadable(Path file) {
    try (Raster raster = Rasters.open(file)) {
      int width = raster.grid().width();
      int height = raster.grid().height();
      int rows = Math.clamp(LandMask.STRIP / width, 1, height);
      for (int top = 0; top < height; top += rows) {
        raster.pixels(new Window(0, top, width, Math.min(rows, height - top)), 1);
      }
    }
  }

  private String detector() {
    return detector.orElse(bfast.given().isEmpty() ? BAYES : BFAST_MONITOR);
  }

  private boolean keepsState() {
    return !detector().equals(BFAST_MONITOR) && !detector().equals(DIFFERENCE);
  }

  private DetectorSettings settings() {
    String name = detector();
    if (keepsState() && !bfast.given().isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          bfast.given().getFirst()
              + " is for bfast-monitor, not for "
              + name
              + ", whose settings are given as --parameter NAME=VALUE");
    }
    if (!keepsState() && !parameters.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--parameter is for detectors that keep a state, not for " + name);
    }
    if (!bands.isEmpty() && !name.equals(SCcdDetector.NAME)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--bands is for s-ccd, not for "
              + name
              + ", which looks at one index or expression of bands: --index");
    }
    return switch (name) {
      case SCcdDetector.NAME -> new DetectorSettings.Online(sccd());
      case BFAST_MONITOR -> new DetectorSettings.BfastMonitoring(bfast.options());
      case DIFFERENCE -> new DetectorSettings.TwoDates(threshold);
      case BFAST_MONITOR_ONLINE ->
          new DetectorSettings.Online(OnlineDetectors.of(BFAST_MONITOR, parameters));
      default -> new DetectorSettings.Online(OnlineDetectors.of(name, parameters));
    };
  }

  private SCcdDetector sccd() {
    for (String other : List.of("index", "bands")) {
      if (parameters.containsKey(other)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, other + " is given as --" + other);
      }
    }
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("index", variable());
    if (!bands.isEmpty()) {
      all.put("bands", String.join(",", bands));
    }
    return SCcdDetector.of(all);
  }

  /** The detectors that keep a state. */
  static final class DetectorNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }

    static List<String> names() {
      Stream<String> online =
          OnlineDetectors.names().stream()
              .map(name -> name.equals(BFAST_MONITOR) ? BFAST_MONITOR_ONLINE : name);
      return Stream.concat(online, Stream.of(SCcdDetector.NAME)).toList();
    }
  }

  /** Refuses names that no detector has. */
  static final class DetectorConverter implements picocli.CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String text) {
      String name = text.toLowerCase(Locale.ROOT);
      List<String> known = new ArrayList<>(List.of(BFAST_MONITOR, DIFFERENCE));
      known.addAll(DetectorNames.names());
      if (name.equals("cold")) {
        throw new picocli.CommandLine.TypeConversionException(
            "cold needs the whole archive for each new scene and is no detector of a watch: use"
                + " s-ccd, its form that keeps a state, or 'series detect --method cold'");
      }
      if (!known.contains(name)) {
        throw new picocli.CommandLine.TypeConversionException(
            "detectors are " + String.join(", ", known) + ", not '" + text + "'");
      }
      return name;
    }
  }
}
