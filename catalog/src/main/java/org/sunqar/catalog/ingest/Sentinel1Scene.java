// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;

/**
 * A Sentinel-1 GRD product as an item: amplitudes in the order in which the radar saw them, one
 * asset per polarization.
 *
 * <p>The pixels lie on no map grid, only on ground control points, so the item has a footprint and
 * a shape but no transform, and a watch refuses it: it must be calibrated and terrain-corrected
 * first. The tables for that are assets too.
 */
final class Sentinel1Scene {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String XML = "application/xml";

  /** Files of a polarization: the folders, then the name, in which the polarization is a word. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)(?<folder>measurement|annotation|annotation/calibration)/"
              + "(?<kind>(?:calibration|noise|rfi)-)?(?:[^/]*-)?(?<polarization>hh|hv|vh|vv)"
              + "(?:-[^/]*)?\\.(?:tiff?|xml)");

  /**
   * What the product definition gives for a mode and a class of resolution.
   *
   * @param range resolution across the track (m)
   * @param azimuth resolution along the track (m)
   * @param looks equivalent number of looks
   */
  private record Resolution(double range, double azimuth, double looks) {}

  /** By mode and by the letter of the class in the product's name: full, high, medium. */
  private static final Map<String, Resolution> RESOLUTIONS =
      Map.of(
          "SM_F", new Resolution(9, 9, 3.7),
          "SM_H", new Resolution(23, 23, 26.8),
          "SM_M", new Resolution(84, 84, 358.3),
          "IW_H", new Resolution(20, 22, 4.4),
          "IW_M", new Resolution(88, 87, 81.8),
          "EW_H", new Resolution(50, 50, 2.7),
          "EW_M", new Resolution(93, 87, 10.7),
          "WV_M", new Resolution(52, 51, 112.3));

  private final SafeProduct product;
  private final SafeManifest manifest;
  private final Sentinel1Metadata metadata;
  private final SceneItem item;
  private final Set<String> catalogued = new LinkedHashSet<>();
  private final Set<String> rasters = new LinkedHashSet<>();

  private Sentinel1Scene(SafeProduct product, SafeManifest manifest) {
    this.product = product;
    this.manifest = manifest;
    this.metadata = new Sentinel1Metadata(manifest.metadata());
    this.item = new SceneItem(Footprint.ofRing(metadata.outline()));
  }

  /**
   * Reads a product.
   *
   * @throws CatalogException INVALID when it is not GRD, or incomplete
   */
  static Scene read(SafeProduct product, SafeManifest manifest, String collection) {
    String type = new Sentinel1Metadata(manifest.metadata()).productType();
    if (!type.equals("GRD")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "it is a Sentinel-1 product of type " + type + "; of Sentinel-1, GRD is taken");
    }
    return new Sentinel1Scene(product, manifest).scene(collection);
  }

  private Scene scene(String collection) {
    TimeInterval time = metadata.time();
    properties(time);
    polarizations();
    if (product.has("preview/quick-look.png")) {
      file("thumbnail", "preview/quick-look.png", "image/png", "Quicklook", "thumbnail");
    }
    file("safe_manifest", SafeManifest.FILE, XML, "Manifest of the product", "metadata");
    return new Scene(
        item.build(product.name(), collection, time),
        new SafeContent(product.path(), catalogued, rasters, manifest),
        "sentinel-1",
        List.of());
  }

  private void properties(TimeInterval time) {
    String mode = metadata.mode();
    item.property("datetime", time.middle().toString());
    item.property("platform", "sentinel-1" + metadata.satellite());
    item.property("constellation", "sentinel-1");
    item.property("instruments", List.of("c-sar"));
    item.property("sar:instrument_mode", mode);
    item.property("sar:frequency_band", "C");
    item.property("sar:polarizations", metadata.polarizations());
    item.property("sar:product_type", "GRD");
    item.property("sar:observation_direction", "right");
    Matcher resolutionClass = Pattern.compile("_GRD([FHM])_").matcher(product.name());
    Optional.ofNullable(
            resolutionClass.find()
                ? RESOLUTIONS.get(
                    (mode.matches("S[1-6]") ? "SM" : mode) + "_" + resolutionClass.group(1))
                : null)
        .ifPresent(resolution -> {
          item.property("sar:resolution_range", resolution.range());
          item.property("sar:resolution_azimuth", resolution.azimuth());
          item.property("sar:looks_equivalent_number", resolution.looks());
        });
    metadata
        .text("pass")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(Set.of("ascending", "descending")::contains)
        .ifPresent(state -> item.property("sat:orbit_state", state));
    metadata.orbit("orbitNumber").ifPresent(orbit -> item.property("sat:absolute_orbit", orbit));
    metadata
        .orbit("relativeOrbitNumber")
        .ifPresent(orbit -> item.property("sat:relative_orbit", orbit));
    metadata.orbit("cycleNumber").ifPresent(cycle -> item.property("sat:orbit_cycle", cycle));
    metadata
        .text("nssdcIdentifier")
        .ifPresent(text -> item.property("sat:platform_international_designator", text));
    metadata
        .text("ascendingNodeTime")
        .ifPresent(text ->
            item.property(
                "sat:anx_datetime",
                Sentinel2Metadata.instant("ascendingNodeTime", text).toString()));
    item.property("product:type", "GRD");
    item.property("processing:level", "L1");
    processing();
    own("s1:datatake_id", "missionDataTakeID");
    own("s1:instrument_configuration_id", "instrumentConfigurationID");
    own("s1:product_timeliness", "productTimelinessCategory");
    own("s1:slice_number", "sliceNumber");
    own("s1:total_slices", "totalSlices");
  }

  private void own(String property, String element) {
    metadata.text(element).ifPresent(text -> item.property(property, text));
  }

  private void processing() {
    Optional<XmlElement> facility =
        manifest.metadata().find("processing").flatMap(step -> step.child("facility"));
    facility
        .flatMap(f -> f.attribute("name"))
        .ifPresent(name -> item.property("processing:facility", name));
    Optional<XmlElement> software = facility.flatMap(f -> f.child("software"));
    Optional<String> name = software.flatMap(s -> s.attribute("name")).filter(n -> !n.isBlank());
    Optional<String> version = software.flatMap(s -> s.attribute("version"));
    if (name.isPresent() && version.isPresent()) {
      item.property("processing:software", NODES.objectNode().put(name.get(), version.get()));
    }
  }

  private void polarizations() {
    // files by "measurement vv", "annotation vv", "calibration- vv", "noise- vv"
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : product.files()) {
      Matcher name = FILE.matcher(file);
      if (name.matches()) {
        String kind = name.group("kind") == null ? name.group("folder") : name.group("kind");
        files.putIfAbsent((kind + " " + name.group("polarization")).toLowerCase(Locale.ROOT), file);
      }
    }
    List<String> polarizations = metadata.polarizations();
    if (polarizations.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the manifest names no polarization");
    }
    boolean first = true;
    for (String polarization : polarizations) {
      String lower = polarization.toLowerCase(Locale.ROOT);
      String measurement = needed(files, "measurement " + lower);
      String annotation = needed(files, "annotation " + lower);
      image(polarization, measurement, annotation, first);
      first = false;
      file("product_" + lower, annotation, XML, polarization + ", how it was taken", "metadata");
      String calibration = files.get("calibration- " + lower);
      if (calibration != null) {
        file(
            "calibration_" + lower,
            calibration,
            XML,
            polarization + ", calibration",
            "metadata",
            "calibration");
      }
      String noise = files.get("noise- " + lower);
      if (noise != null) {
        file("noise_" + lower, noise, XML, polarization + ", thermal noise", "metadata", "noise");
      }
    }
  }

  private static String needed(Map<String, String> files, String kind) {
    String file = files.get(kind);
    if (file == null) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the product is incomplete: it has no file for " + kind + "; fetch it again");
    }
    return file;
  }

  private void image(String polarization, String measurement, String annotation, boolean first) {
    XmlElement about = product.xml(annotation);
    String image = "imageAnnotation/imageInformation/";
    int columns = (int) about.requiredNumber(image + "numberOfSamples");
    int rows = (int) about.requiredNumber(image + "numberOfLines");
    if (first) {
      radar(about);
    }
    manifest.vouchesFor(product, measurement);
    PixelType type;
    try (Raster raster = product.raster(measurement)) {
      if (raster.grid().width() != columns || raster.grid().height() != rows) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "%s has %d x %d pixels, but its annotation says %d x %d"
                .formatted(
                    measurement, raster.grid().width(), raster.grid().height(), columns, rows));
      }
      type = raster.bands().getFirst().type();
    }
    rasters.add(measurement);
    ArrayNode shape = NODES.arrayNode().add(rows).add(columns);
    if (first) {
      item.property("proj:code", NODES.nullNode());
      item.property("proj:shape", shape);
    }
    String key = polarization.toLowerCase(Locale.ROOT);
    Asset asset =
        file(key, measurement, Asset.GEOTIFF, polarization + ", amplitude", "data")
            .with("proj:shape", shape)
            .with("sar:polarizations", NODES.arrayNode().add(polarization));
    Band band = Band.named(polarization).withSamples(type, OptionalDouble.of(0), 1, 0);
    item.asset(key, asset.withBands(List.of(band)));
  }

  /** What is the same for all polarizations. */
  private void radar(XmlElement about) {
    about
        .number("generalAnnotation/productInformation/radarFrequency")
        .ifPresent(hertz -> item.property("sar:center_frequency", Math.round(hertz / 1e3) / 1e6));
    String image = "imageAnnotation/imageInformation/";
    about
        .number(image + "rangePixelSpacing")
        .ifPresent(metres -> {
          item.property("sar:pixel_spacing_range", metres);
          item.property("gsd", metres);
        });
    about
        .number(image + "azimuthPixelSpacing")
        .ifPresent(metres -> item.property("sar:pixel_spacing_azimuth", metres));
    about
        .number(image + "incidenceAngleMidSwath")
        .ifPresent(degrees -> item.property("view:incidence_angle", degrees));
    String swath = "imageAnnotation/processingInformation/swathProcParamsList/swathProcParams/";
    about
        .number(swath + "rangeProcessing/numberOfLooks")
        .ifPresent(looks -> item.property("sar:looks_range", (int) looks));
    about
        .number(swath + "azimuthProcessing/numberOfLooks")
        .ifPresent(looks -> item.property("sar:looks_azimuth", (int) looks));
  }

  private Asset file(String key, String file, String mediaType, String title, String... roles) {
    catalogued.add(file);
    Asset asset = SceneItem.file(product.href(file), mediaType, title, roles);
    item.asset(key, asset);
    return asset;
  }
}
