// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.raster.pixel.BandInfo;

/**
 * The files of a Landsat scene as assets of an item: one per band, keyed by its common name ("red";
 * "lwir" and "lwir_2" for the two gains of ETM+), and the quality band, keyed "qa". Bands are named
 * "B4" as the USGS does.
 */
final class LandsatScene {

  /** Landsat's fill, where a file has no tag that says otherwise. */
  private static final OptionalDouble FILL = OptionalDouble.of(0);

  private final LandsatSensor sensor;
  private final Map<String, RasterFile> bands = new LinkedHashMap<>();
  private final Map<String, Calibration> calibrations = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> thermal = new LinkedHashMap<>();
  private Optional<RasterFile> quality = Optional.empty();
  private Optional<ClearMask> rule = Optional.empty();

  LandsatScene(LandsatSensor sensor) {
    this.sensor = sensor;
  }

  /** Adds a band that stays in digital numbers unless {@link #calibrate} says otherwise. */
  void band(String id, Path file) {
    bands.put(id, opened(file));
  }

  void calibrate(String id, Calibration calibration) {
    calibrations.put(id, calibration);
  }

  /** What turns the digital numbers of a thermal band into radiance and temperature. */
  void thermal(String id, Map<String, Double> constants) {
    thermal.put(id, constants);
  }

  void quality(Path file, ClearMask clearMask) {
    quality = Optional.of(opened(file));
    rule = Optional.of(clearMask);
  }

  List<RasterFile> rasters() {
    List<RasterFile> all = new ArrayList<>(bands.values());
    quality.ifPresent(all::add);
    return all;
  }

  /** The bands that have no calibration although they are not thermal. */
  boolean hasDigitalNumbers() {
    return bands.keySet().stream().anyMatch(id -> !calibrations.containsKey(id) && !isThermal(id));
  }

  /**
   * An item with these assets, on the grid of the first band that is neither sharper nor thermal.
   */
  SceneItem item() {
    String main =
        bands.keySet().stream()
            .filter(id -> !isThermal(id))
            .filter(id -> !isPan(id))
            .findFirst()
            .orElse(bands.keySet().iterator().next());
    SceneItem item = new SceneItem(file(main).grid());
    bands.forEach((id, file) -> addBand(item, id, file));
    quality.ifPresent(file -> {
      Band band =
          samples(Band.named("qa"), file, new Calibration(1, 0, ""), OptionalDouble.empty());
      item.asset(
          "qa", rule.orElseThrow().on(item.raster(file, List.of(band), "Quality bits", "cloud")));
    });
    return item;
  }

  private void addBand(SceneItem item, String id, RasterFile file) {
    String bandName = id.startsWith("ST_") ? id : "B" + id;
    Calibration calibration = calibrations.getOrDefault(id, new Calibration(1, 0, ""));
    Band band = samples(Band.named(bandName), file, calibration, FILL);
    Optional<LandsatSensor.Band> known = known(id);
    if (known.isPresent()) {
      band =
          band.with("eo:common_name", known.get().commonName())
              .with("eo:center_wavelength", known.get().wavelength());
    }
    for (Map.Entry<String, Double> constant : thermal.getOrDefault(id, Map.of()).entrySet()) {
      band = band.with(constant.getKey(), constant.getValue());
    }
    String key =
        known.map(LandsatSensor.Band::commonName).orElse(bandName.toLowerCase(Locale.ROOT));
    if (item.hasAsset(key)) {
      key = key + "_2";
    }
    item.asset(key, item.raster(file, List.of(band), title(bandName, calibration), "data"));
  }

  private static String title(String bandName, Calibration calibration) {
    return switch (calibration.unit()) {
      case "1" -> bandName + ", reflectance";
      case "K" -> bandName + ", surface temperature";
      default -> bandName + ", digital numbers";
    };
  }

  private static Band samples(
      Band band, RasterFile file, Calibration calibration, OptionalDouble fill) {
    BandInfo info = file.bands().getFirst();
    OptionalDouble noData = info.noData().isPresent() ? info.noData() : fill;
    Band with = band.withSamples(info.type(), noData, calibration.scale(), calibration.offset());
    return calibration.unit().isEmpty() ? with : with.with("unit", calibration.unit());
  }

  private static RasterFile opened(Path path) {
    RasterFile file = RasterFile.open(path);
    if (file.bands().size() != 1) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          path + " should hold one Landsat band but holds " + file.bands().size());
    }
    return file;
  }

  private RasterFile file(String id) {
    return java.util.Objects.requireNonNull(bands.get(id));
  }

  private Optional<LandsatSensor.Band> known(String id) {
    return sensor.band(id.startsWith("ST_B") ? id.substring(4) : id);
  }

  private boolean isThermal(String id) {
    return known(id).filter(LandsatSensor.Band::isThermal).isPresent();
  }

  private boolean isPan(String id) {
    return known(id).filter(band -> band.commonName().equals("pan")).isPresent();
  }
}
