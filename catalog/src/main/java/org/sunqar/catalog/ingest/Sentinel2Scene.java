// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;

/**
 * A tile of a Sentinel-2 product of level 1C or 2A as an item.
 *
 * <p>Each band is an asset at the resolution at which the instrument takes it; the copies of level
 * 2A at coarser resolutions have no assets. Reflectance is {@code (sample + offset) /
 * quantification}. The scene classification of level 2A is the clear mask; of level 1C it is the
 * layer of opaque clouds, which products have as pixels since baseline 04.00.
 */
final class Sentinel2Scene {

  private static final String JP2 = Asset.JPEG_2000;
  private static final String XML = "application/xml";
  private static final OptionalDouble NO_DATA = OptionalDouble.of(0);
  private static final OptionalDouble ALL_VALID = OptionalDouble.empty();

  /** As the Committee on Space Research counts them. */
  private static final Map<String, String> DESIGNATORS =
      Map.of("Sentinel-2A", "2015-028A", "Sentinel-2B", "2017-013A", "Sentinel-2C", "2024-157A");

  private static final List<String> PERCENTAGES =
      List.of(
          "NODATA_PIXEL_PERCENTAGE",
          "SATURATED_DEFECTIVE_PIXEL_PERCENTAGE",
          "DARK_FEATURES_PERCENTAGE",
          "CLOUD_SHADOW_PERCENTAGE",
          "VEGETATION_PERCENTAGE",
          "NOT_VEGETATED_PERCENTAGE",
          "WATER_PERCENTAGE",
          "UNCLASSIFIED_PERCENTAGE",
          "MEDIUM_PROBA_CLOUDS_PERCENTAGE",
          "HIGH_PROBA_CLOUDS_PERCENTAGE",
          "THIN_CIRRUS_PERCENTAGE",
          "SNOW_ICE_PERCENTAGE");

  private final SafeProduct product;
  private final SafeManifest manifest;
  private final Sentinel2Files files;
  private final Sentinel2Metadata metadata;
  private final SceneItem item;
  private final Grid main;
  private final Set<String> catalogued = new LinkedHashSet<>();
  private final Set<String> rasters = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  private Sentinel2Scene(SafeProduct product, SafeManifest manifest, Sentinel2Files files) {
    this.product = product;
    this.manifest = manifest;
    this.files = files;
    XmlElement productXml = product.xml(files.productXml());
    this.metadata = new Sentinel2Metadata(productXml, product.xml(files.tileXml()));
    files.findImages(productXml);
    this.main = grid(10);
    this.item = new SceneItem(main);
  }

  /**
   * Reads a tile.
   *
   * @param tile the name of its folder; empty takes the product's only one
   */
  static Scene read(SafeProduct product, SafeManifest manifest, String tile, String collection) {
    return new Sentinel2Scene(product, manifest, Sentinel2Files.of(product, tile))
        .scene(!tile.isEmpty(), collection);
  }

  private Scene scene(boolean oneOfSeveral, String collection) {
    // refuses what is not of these levels before anything else is said
    String level = metadata.level();
    if (!oneOfSeveral) {
      dataFootprint().ifPresent(item::covering);
    }
    properties(level);
    bands();
    derived();
    masks(level);
    others();
    String id = oneOfSeveral ? metadata.tileId().orElse(product.name()) : product.name();
    return new Scene(
        item.build(id, collection, TimeInterval.at(metadata.datatakeStart())),
        new SafeContent(product.path(), catalogued, rasters, manifest),
        "sentinel-2",
        notes);
  }

  private Grid grid(int resolution) {
    return metadata
        .grid(resolution)
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.INVALID,
                "the tile's metadata have no Size and Geoposition of " + resolution + " m"));
  }

  /** The outline that the product gives, unless it is not about this tile. */
  private Optional<Footprint> dataFootprint() {
    Optional<List<double[]>> outline = metadata.outline();
    if (outline.isEmpty()) {
      return Optional.empty();
    }
    try {
      Footprint data = Footprint.ofRing(outline.get());
      Bounds box = data.bbox();
      Bounds tile = Footprint.of(main).bbox();
      double slack = 0.05;
      boolean inside =
          box.minX() >= tile.minX() - slack
              && box.maxX() <= tile.maxX() + slack
              && box.minY() >= tile.minY() - slack
              && box.maxY() <= tile.maxY() + slack;
      return inside ? Optional.of(data) : Optional.empty();
    } catch (CatalogException e) {
      return Optional.empty();
    }
  }

  private void properties(String level) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    item.property("platform", metadata.spacecraft().toLowerCase(Locale.ROOT));
    item.property("constellation", "sentinel-2");
    item.property("instruments", List.of("msi"));
    percentage("eo:cloud_cover", "Cloud_Coverage_Assessment");
    percentage("eo:snow_cover", "SNOW_ICE_PERCENTAGE");
    metadata.sunElevation().ifPresent(value -> item.property("view:sun_elevation", value));
    metadata.sunAzimuth().ifPresent(value -> item.property("view:sun_azimuth", value));
    metadata
        .view()
        .ifPresent(view -> {
          item.property("view:incidence_angle", view.zenith());
          item.property("view:azimuth", view.azimuth());
        });
    metadata
        .text("SENSING_ORBIT_DIRECTION")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(Set.of("ascending", "descending")::contains)
        .ifPresent(state -> item.property("sat:orbit_state", state));
    metadata
        .number("SENSING_ORBIT_NUMBER")
        .ifPresent(orbit -> item.property("sat:relative_orbit", (int) orbit));
    metadata.absoluteOrbit().ifPresent(orbit -> item.property("sat:absolute_orbit", orbit));
    Optional.ofNullable(DESIGNATORS.get(metadata.spacecraft()))
        .ifPresent(text -> item.property("sat:platform_international_designator", text));
    metadata.mgrsTile().ifPresent(tile -> item.property("grid:code", "MGRS-" + tile));
    item.property("processing:level", level);
    item.property("processing:version", metadata.text("PROCESSING_BASELINE").orElse(""));
    metadata.text("PRODUCT_TYPE").ifPresent(type -> item.property("product:type", type));
    item.property("s2:processing_baseline", metadata.text("PROCESSING_BASELINE").orElse(""));
    metadata.text("PRODUCT_URI").ifPresent(uri -> item.property("s2:product_uri", uri));
    metadata.text("PRODUCT_TYPE").ifPresent(type -> item.property("s2:product_type", type));
    metadata
        .text("GENERATION_TIME")
        .ifPresent(time ->
            item.property(
                "s2:generation_time",
                Sentinel2Metadata.instant("GENERATION_TIME", time).toString()));
    metadata.datatakeId().ifPresent(id -> item.property("s2:datatake_id", id));
    metadata.text("DATATAKE_TYPE").ifPresent(type -> item.property("s2:datatake_type", type));
    metadata.datastripId().ifPresent(id -> item.property("s2:datastrip_id", id));
    metadata.tileId().ifPresent(id -> item.property("s2:tile_id", id));
    metadata.mgrsTile().ifPresent(tile -> item.property("s2:mgrs_tile", tile));
    metadata
        .tileSensingTime()
        .ifPresent(time -> item.property("s2:tile_sensing_time", nodes.textNode(time.toString())));
    metadata.number("U").ifPresent(u -> item.property("s2:reflectance_conversion_factor", u));
    PERCENTAGES.forEach(element -> percentage("s2:" + element.toLowerCase(Locale.ROOT), element));
  }

  private void percentage(String property, String element) {
    metadata.number(element).stream()
        .filter(value -> value >= 0 && value <= 100)
        .forEach(value -> item.property(property, value));
  }

  private void bands() {
    Map<Sentinel2Band, Calibration> reflectance = metadata.reflectance();
    Map<Sentinel2Band, Double> wavelengths = metadata.wavelengths();
    for (Sentinel2Band band : Sentinel2Band.values()) {
      Optional<Sentinel2Files.Image> image = files.image(band.name(), band.resolution());
      if (image.isEmpty()) {
        continue;
      }
      Calibration calibration = reflectance.get(band);
      if (calibration == null) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "the product's metadata give offsets of samples, but none for band " + band);
      }
      Picture picture =
          picture(image.get(), band.resolution(), band.name() + ", reflectance", "data");
      item.asset(
          band.assetKey(),
          picture.withBands(
              List.of(
                  Band.named(band.name())
                      .with("eo:common_name", band.commonName())
                      .with(
                          "eo:center_wavelength", wavelengths.getOrDefault(band, band.wavelength()))
                      .withSamples(
                          picture.type(), NO_DATA, calibration.scale(), calibration.offset())
                      .with("unit", calibration.unit()))));
    }
    if (!item.hasAsset(Sentinel2Band.B04.assetKey())) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the product is incomplete: it has no image of band B04");
    }
  }

  /** The true-colour image, aerosols and water vapour. */
  private void derived() {
    Optional<Sentinel2Files.Image> color = files.image("TCI", 10);
    if (color.isPresent()) {
      Picture picture = picture(color.get(), 10, "True colour", "visual");
      List<Band> bands = new ArrayList<>();
      for (String name : List.of("red", "green", "blue")) {
        // not "red" itself: that is the name of a band of reflectance
        bands.add(Band.named("visual_" + name).withSamples(picture.type(), NO_DATA, 1, 0));
      }
      item.asset("visual", picture.withBands(bands));
    }
    quantity("AOT", "aot", "AOT_QUANTIFICATION_VALUE", "Aerosol optical thickness", "");
    quantity("WVP", "wvp", "WVP_QUANTIFICATION_VALUE", "Water vapour", "cm");
  }

  private void quantity(String kind, String key, String element, String title, String unit) {
    Optional<Sentinel2Files.Image> image = files.image(kind, 10);
    OptionalDouble divisor = metadata.number(element);
    if (image.isEmpty()) {
      return;
    }
    double scale = divisor.isPresent() && divisor.getAsDouble() > 0 ? 1 / divisor.getAsDouble() : 1;
    Picture picture = picture(image.get(), 10, title, "data");
    Band band = Band.named(key).withSamples(picture.type(), NO_DATA, scale, 0);
    item.asset(key, picture.withBands(List.of(unit.isEmpty() ? band : band.with("unit", unit))));
  }

  private void masks(String level) {
    Optional<Sentinel2Files.Image> classes = files.image("SCL", 20);
    if (classes.isPresent()) {
      Picture picture = picture(classes.get(), 20, "Scene classification", "data");
      Band band = Band.named("SCL").withSamples(picture.type(), NO_DATA, 1, 0);
      item.asset("scl", ClearMask.SENTINEL2_SCL.on(picture.withBands(List.of(band))));
      return;
    }
    Optional<String> clouds = files.quality("MSK_CLASSI_B00\\.jp2");
    if (level.equals("L1C") && clouds.isPresent()) {
      Picture picture =
          picture(new Sentinel2Files.Image(clouds.get(), 60), 60, "Clouds and snow", "cloud");
      PixelType type = picture.type();
      List<Band> layers = new ArrayList<>();
      layers.add(
          ClearMask.ZERO_IS_CLEAR.on(
              Band.named("opaque_clouds").withSamples(type, ALL_VALID, 1, 0)));
      layers.add(Band.named("cirrus_clouds").withSamples(type, ALL_VALID, 1, 0));
      layers.add(Band.named("snow_and_ice").withSamples(type, ALL_VALID, 1, 0));
      item.asset("clouds", picture.withBands(layers));
      notes.add("cirrus, cloud shadows and snow are not masked at level 1C");
    } else {
      notes.add("without a clear mask: the product has no pixels that tell clouds");
    }
  }

  private void others() {
    files
        .preview()
        .ifPresent(file -> file("thumbnail", file, "image/jpeg", "Quicklook", "thumbnail"));
    files.quality("PVI\\.jp2").ifPresent(file -> file("preview", file, JP2, "Preview", "overview"));
    file("product_metadata", files.productXml(), XML, "Metadata of the product", "metadata");
    file("granule_metadata", files.tileXml(), XML, "Metadata of the tile", "metadata");
    if (product.has(SafeManifest.FILE)) {
      file("safe_manifest", SafeManifest.FILE, XML, "Manifest of the product", "metadata");
    }
  }

  private void file(String key, String file, String mediaType, String title, String role) {
    catalogued.add(file);
    item.asset(key, SceneItem.file(product.href(file), mediaType, title, role));
  }

  /**
   * An image as an asset that says where its pixels lie.
   *
   * @param type how its samples are stored
   */
  private record Picture(Asset asset, PixelType type) {
    Asset withBands(List<Band> bands) {
      return asset.withBands(bands);
    }
  }

  /** Opens an image, whose size must be that of the metadata's grid. */
  private Picture picture(Sentinel2Files.Image image, int resolution, String title, String role) {
    String file = image.file();
    catalogued.add(file);
    rasters.add(file);
    // says that a file is cut short before its reader says so in its own terms
    manifest.vouchesFor(product, file);
    Grid grid = grid(image.resolution() == 0 ? resolution : image.resolution());
    try (Raster raster = product.raster(file)) {
      if (raster.grid().width() != grid.width() || raster.grid().height() != grid.height()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "%s has %d x %d pixels, but the tile's metadata say %d x %d"
                .formatted(
                    file,
                    raster.grid().width(),
                    raster.grid().height(),
                    grid.width(),
                    grid.height()));
      }
      return new Picture(
          item.onGrid(SceneItem.file(product.href(file), JP2, title, role), grid),
          raster.bands().getFirst().type());
    }
  }
}
