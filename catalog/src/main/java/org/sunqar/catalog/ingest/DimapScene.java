// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;

/**
 * A DIMAP product as an item. Its image is one asset, named for its bands ("ms", "p", "pms"), or
 * one for each tile ("ms_r1c2") with the role {@value Asset#TILE}; where a tile's bands are in two
 * files ("_rgb" and "_ned" of Pleiades Neo) each file is an asset.
 *
 * <p>Samples of level BASIC become reflectance above the atmosphere, {@code pi d^2 (sample / GAIN +
 * BIAS) / (E0 sin(sun elevation))} with the solar irradiance E0 of the metadata and the distance d
 * of the sun in astronomical units, or radiance where E0 or the sun's height is not told; those of
 * level REFLECTANCE reflectance of the surface. What was stretched for the eye stays as it is.
 *
 * <p>An image in the geometry of the sensor has no grid: its outline is that of the corners in the
 * metadata, its coefficients are the asset "rpc", and it must be orthorectified before a watch can
 * use it.
 */
final class DimapScene {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The samples of frames without pixels, where the product does not say. */
  private static final OptionalDouble FILL = OptionalDouble.of(0);

  private final DimapMetadata metadata;
  private final Map<DimapMetadata.PixelFile, RasterFile> rasters = new LinkedHashMap<>();
  private final List<DimapMetadata.SpectralBand> bands;
  private final List<String> notes = new ArrayList<>();

  DimapScene(DimapMetadata metadata, Map<DimapMetadata.PixelFile, Path> files) {
    this.metadata = metadata;
    files.forEach((file, path) -> rasters.put(file, RasterFile.openAnywhere(path)));
    this.bands = metadata.bands();
    for (Map.Entry<DimapMetadata.PixelFile, RasterFile> file : rasters.entrySet()) {
      long told = bands.stream().filter(band -> band.part() == file.getKey().part()).count();
      if (told != file.getValue().bands().size()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            String.format(
                Locale.ROOT,
                "%s has %d bands but the metadata tell of %d",
                file.getKey().href(),
                file.getValue().bands().size(),
                told));
      }
    }
  }

  Scene scene(Path path, Optional<Path> rpc, String collection) {
    Optional<Grid> grid = grid();
    SceneItem item = grid.isPresent() ? new SceneItem(grid.get()) : new SceneItem(outline());
    if (grid.isPresent() && metadata.vertices().size() >= 3) {
      Footprint ofPixels = Footprint.of(grid.get());
      Footprint told = Footprint.ofRing(metadata.vertices());
      // an orthoimage is a frame with the image in it; corners elsewhere are a mistake
      if (ofPixels.bbox().intersects(told.bbox())) {
        item.covering(told);
      }
    }
    properties(item, grid);
    rasters.forEach((file, raster) -> item.asset(key(file), image(item, grid, file, raster)));
    List<Path> others = new ArrayList<>(List.of(path));
    item.asset(
        "metadata",
        SceneItem.file(
            Href.ofPath(path), "application/xml", "Metadata of the product (DIMAP)", "metadata"));
    rpc.ifPresent(file -> {
      others.add(file);
      item.asset(
          "rpc",
          SceneItem.file(
              Href.ofPath(file),
              "application/xml",
              "Rational polynomial coefficients",
              "metadata",
              "rpc"));
    });
    if (grid.isEmpty()) {
      notes.add("in the geometry of the sensor; to be orthorectified before it is watched");
    }
    return new Scene(
        item.build(metadata.id(), collection, TimeInterval.at(metadata.time())),
        List.copyOf(rasters.values()),
        others,
        "dimap",
        notes);
  }

  private Footprint outline() {
    if (metadata.vertices().size() < 3) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "neither the image nor its metadata say where it lies: no grid and no vertices");
    }
    return Footprint.ofRing(metadata.vertices());
  }

  /** Where the pixels of all tiles lie; what the files say goes before what the metadata say. */
  private Optional<Grid> grid() {
    Optional<Grid> whole = Optional.empty();
    for (RasterFile raster : rasters.values()) {
      if (!raster.hasPosition()) {
        return metadata.grid();
      }
      if (whole.isPresent() && !whole.get().isAlignedWith(raster.grid())) {
        throw new CatalogException(
            CatalogException.Key.INVALID, "the tiles of the image do not lie on one grid");
      }
      whole = Optional.of(whole.isEmpty() ? raster.grid() : whole.get().union(raster.grid()));
    }
    return whole;
  }

  private boolean isTiled() {
    return rasters.keySet().stream().anyMatch(file -> file.row() > 1 || file.col() > 1);
  }

  private String key(DimapMetadata.PixelFile file) {
    String key =
        metadata
            .spectralProcessing()
            .orElse("image")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9-]", "_");
    boolean split = bands.stream().anyMatch(band -> band.part() > 0);
    if (split) {
      StringBuilder letters = new StringBuilder("_");
      for (DimapMetadata.SpectralBand band : bands) {
        if (band.part() == file.part()) {
          letters.append(Character.toLowerCase(band.id().charAt(0)));
        }
      }
      key += letters; // R, G, B; NIR, RE, DB
    }
    return isTiled() ? key + "_r" + file.row() + "c" + file.col() : key;
  }

  private Asset image(
      SceneItem item, Optional<Grid> whole, DimapMetadata.PixelFile file, RasterFile raster) {
    List<Band> described = new ArrayList<>();
    for (DimapMetadata.SpectralBand band : bands) {
      if (band.part() == file.part()) {
        described.add(described(band, raster.bands().get(band.index() - 1)));
      }
    }
    String title = metadata.spectralProcessing().orElse("Image");
    List<String> roles = new ArrayList<>(List.of("data"));
    if (isTiled()) {
      title += ", tile " + file.row() + ", " + file.col();
      roles.add(Asset.TILE);
    }
    Asset asset =
        SceneItem.file(
                Href.ofPath(raster.path()), raster.mediaType(), title, roles.toArray(new String[0]))
            .withBands(described);
    if (whole.isEmpty()) {
      return asset.with(
          "proj:shape", NODES.arrayNode().add(raster.grid().height()).add(raster.grid().width()));
    }
    return item.onGrid(
        asset, raster.hasPosition() ? raster.grid() : place(whole.get(), file, raster));
  }

  /** Where a tile lies that does not say so itself. */
  private Grid place(Grid whole, DimapMetadata.PixelFile file, RasterFile raster) {
    int[] size =
        metadata.tileSize().orElse(new int[] {raster.grid().height(), raster.grid().width()});
    return whole.crop(
        new Window(
            Math.multiplyExact(file.col() - 1, size[1]),
            Math.multiplyExact(file.row() - 1, size[0]),
            raster.grid().width(),
            raster.grid().height()));
  }

  private Band described(DimapMetadata.SpectralBand band, BandInfo stored) {
    Calibration calibration =
        calibration(band)
            .orElseGet(() -> {
              String note = "digital numbers";
              if (!notes.contains(note)) {
                notes.add(note);
              }
              return new Calibration(1, 0, "");
            });
    OptionalDouble noData =
        metadata.noData().isPresent()
            ? metadata.noData()
            : stored.noData().isPresent() ? stored.noData() : FILL;
    Band described =
        Band.named(band.id())
            .withSamples(stored.type(), noData, calibration.scale(), calibration.offset());
    if (!calibration.unit().isEmpty()) {
      described = described.with("unit", calibration.unit());
    }
    if (band.commonName().isPresent()) {
      described = described.with("eo:common_name", band.commonName().get());
    }
    if (band.range().isPresent()) {
      DimapMetadata.Range range = band.range().get();
      described =
          described
              .with("eo:center_wavelength", rounded((range.from() + range.to()) / 2))
              .with("eo:full_width_half_max", rounded(range.to() - range.from()));
    }
    if (band.irradiance().isPresent()) {
      described = described.with("eo:solar_illumination", band.irradiance().getAsDouble());
    }
    return described;
  }

  private static double rounded(double micrometres) {
    return Math.round(micrometres * 1e6) / 1e6;
  }

  private Optional<Calibration> calibration(DimapMetadata.SpectralBand band) {
    if (band.radiance().isEmpty()) {
      return Optional.empty();
    }
    DimapMetadata.GainBias radiance = band.radiance().get();
    double scale = 1 / radiance.gain();
    if (radiance.isReflectance()) {
      return Optional.of(new Calibration(scale, radiance.bias(), "1"));
    }
    double sine = Math.sin(Math.toRadians(metadata.angles().sunElevation().orElse(-90)));
    if (!(sine > 0) || !(band.irradiance().orElse(0) > 0)) {
      return Optional.of(new Calibration(scale, radiance.bias(), "W m-2 sr-1 um-1"));
    }
    double d = SunDistance.on(LocalDate.ofInstant(metadata.time(), ZoneOffset.UTC));
    double factor = Math.PI * d * d / (band.irradiance().getAsDouble() * sine);
    return Optional.of(new Calibration(scale * factor, radiance.bias() * factor, "1"));
  }

  private void properties(SceneItem item, Optional<Grid> grid) {
    Satellite satellite = Satellite.of(metadata.mission());
    item.property("platform", satellite.platform());
    satellite.constellation().ifPresent(name -> item.property("constellation", name));
    metadata
        .instrument()
        .ifPresent(name ->
            item.property("instruments", List.of(name.toLowerCase(Locale.ROOT).replace(' ', '-'))));
    metadata
        .span()
        .ifPresent(span -> {
          item.property("start_datetime", span.start().toString());
          item.property("end_datetime", span.end().toString());
        });
    if (grid.isEmpty()) {
      metadata.groundSampleDistance().ifPresent(gsd -> item.property("gsd", gsd));
    }
    DimapMetadata.Angles angles = metadata.angles();
    within(item, "view:incidence_angle", angles.incidence(), 0, 90);
    within(item, "view:off_nadir", angles.offNadir(), 0, 90);
    within(item, "view:azimuth", angles.azimuth(), 0, 360);
    within(item, "view:sun_azimuth", angles.sunAzimuth(), 0, 360);
    within(item, "view:sun_elevation", angles.sunElevation(), -90, 90);
    within(item, "eo:cloud_cover", metadata.cloudCover(), 0, 100);
    metadata.processingLevel().ifPresent(level -> item.property("processing:level", level));
    metadata.profile().ifPresent(profile -> item.property("product:type", profile));
    metadata
        .radiometricProcessing()
        .ifPresent(processing -> item.property("sunqar:radiometric_processing", processing));
  }

  /** A number that is out of its range means "not known". */
  private static void within(
      SceneItem item, String field, OptionalDouble value, double least, double most) {
    if (value.isPresent() && value.getAsDouble() >= least && value.getAsDouble() <= most) {
      item.property(field, value.getAsDouble());
    }
  }
}
