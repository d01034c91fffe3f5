// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.pixel.BandInfo;

/**
 * A RapidEye scene as an item: the assets "data" and "mask". Radiance is sample *
 * radiometricScaleFactor; for RapidEye itself, whose solar irradiances are published (Planet,
 * RapidEye Imagery Product Specifications, "Radiance to reflectance"), it becomes reflectance above
 * the atmosphere.
 */
final class RapidEyeScene {

  /**
   * A band.
   *
   * @param from wavelength (micrometres)
   * @param to wavelength (micrometres)
   * @param irradiance of the sun in RapidEye's band (W m-2 um-1)
   */
  private record Channel(String name, double from, double to, double irradiance) {}

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("blue", 0.44, 0.51, 1997.8),
          new Channel("green", 0.52, 0.59, 1863.5),
          new Channel("red", 0.63, 0.685, 1560.4),
          new Channel("rededge", 0.69, 0.73, 1395.0),
          new Channel("nir", 0.76, 0.85, 1124.4));

  private static final OptionalDouble FILL = OptionalDouble.of(0);

  private RapidEyeScene() {}

  static Scene read(
      RapidEyeMetadata metadata, Path path, Path image, Optional<Path> mask, String collection) {
    RasterFile raster = RasterFile.open(image);
    if (raster.bands().size() != CHANNELS.size()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          FileSet.name(image)
              + " has "
              + raster.bands().size()
              + " bands; blue, green, red, red edge and near infrared were expected");
    }
    List<String> notes = new ArrayList<>();
    Satellite satellite = Satellite.of(metadata.satellite().orElse("RapidEye"));
    SceneItem item = new SceneItem(raster.grid());
    properties(item, metadata, satellite);
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < CHANNELS.size(); i++) {
      bands.add(band(i, raster.bands().get(i), metadata, satellite, notes));
    }
    item.asset("data", item.raster(raster, bands, "Blue, green, red, red edge, NIR", "data"));
    List<RasterFile> rasters = new ArrayList<>(List.of(raster));
    if (mask.isPresent()) {
      RasterFile unusable = RasterFile.open(mask.get());
      rasters.add(unusable);
      item.asset("mask", mask(item, raster, unusable, notes));
    } else {
      notes.add("no *_udm.tif: nothing says which pixels are clear");
    }
    item.asset(
        "metadata",
        SceneItem.file(Href.ofPath(path), "application/xml", "Metadata of the scene", "metadata"));
    return new Scene(
        item.build(metadata.stem(), collection, TimeInterval.at(metadata.time())),
        rasters,
        List.of(path),
        "rapideye",
        notes);
  }

  private static Band band(
      int index,
      BandInfo stored,
      RapidEyeMetadata metadata,
      Satellite satellite,
      List<String> notes) {
    Channel channel = CHANNELS.get(index);
    Calibration calibration = calibration(index, metadata, satellite);
    if (calibration.unit().isEmpty() && !notes.contains("digital numbers")) {
      notes.add("digital numbers");
    }
    OptionalDouble noData = stored.noData().isPresent() ? stored.noData() : FILL;
    Band band =
        Band.named(channel.name())
            .withSamples(stored.type(), noData, calibration.scale(), calibration.offset())
            .with("eo:common_name", channel.name())
            .with("eo:center_wavelength", Math.round((channel.from() + channel.to()) * 5e5) / 1e6)
            .with(
                "eo:full_width_half_max", Math.round((channel.to() - channel.from()) * 1e6) / 1e6);
    return calibration.unit().isEmpty() ? band : band.with("unit", calibration.unit());
  }

  private static Calibration calibration(
      int index, RapidEyeMetadata metadata, Satellite satellite) {
    OptionalDouble step = metadata.radiancePerStep(index + 1);
    if (step.isEmpty()) {
      return new Calibration(1, 0, "");
    }
    double sine = Math.sin(Math.toRadians(metadata.sunElevation().orElse(-90)));
    if (!satellite.constellation().equals(Optional.of("rapideye")) || !(sine > 0)) {
      return new Calibration(step.getAsDouble(), 0, "W m-2 sr-1 um-1");
    }
    double d = SunDistance.on(LocalDate.ofInstant(metadata.time(), ZoneOffset.UTC));
    return new Calibration(
        step.getAsDouble() * Math.PI * d * d / (CHANNELS.get(index).irradiance() * sine), 0, "1");
  }

  private static Asset mask(
      SceneItem item, RasterFile image, RasterFile unusable, List<String> notes) {
    BandInfo info = unusable.bands().getFirst();
    Band band = Band.named("udm").withSamples(info.type(), OptionalDouble.empty(), 1, 0);
    Asset asset = item.raster(unusable, List.of(band), "Unusable data mask", "cloud");
    if (unusable.grid().equals(image.grid())) {
      return ClearMask.RAPIDEYE_UDM.on(asset);
    }
    notes.add("its mask has other pixels than the image and is not used");
    return asset;
  }

  private static void properties(SceneItem item, RapidEyeMetadata metadata, Satellite satellite) {
    item.property("platform", satellite.platform());
    satellite.constellation().ifPresent(name -> item.property("constellation", name));
    metadata
        .instrument()
        .ifPresent(name -> item.property("instruments", List.of(name.toLowerCase(Locale.ROOT))));
    within(item, "eo:cloud_cover", metadata.cloudCover(), 100);
    within(item, "view:incidence_angle", metadata.incidence(), 90);
    within(item, "view:off_nadir", metadata.viewAngle(), 90);
    within(item, "view:azimuth", metadata.azimuth(), 360);
    within(item, "view:sun_azimuth", metadata.sunAzimuth(), 360);
    within(item, "view:sun_elevation", metadata.sunElevation(), 90);
    metadata.productType().ifPresent(type -> item.property("processing:level", type));
    metadata.tileId().ifPresent(tile -> item.property("sunqar:rapideye_tile", tile));
    metadata
        .orbitDirection()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(Set.of("ascending", "descending")::contains)
        .ifPresent(state -> item.property("sat:orbit_state", state));
  }

  private static void within(SceneItem item, String field, OptionalDouble value, double most) {
    if (value.isPresent() && value.getAsDouble() >= 0 && value.getAsDouble() <= most) {
      item.property(field, value.getAsDouble());
    }
  }
}
