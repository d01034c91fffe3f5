// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * Landsat scenes by their {@code *_MTL.txt}. Band files lie beside it under the names that it
 * gives, in any case of letters; bands whose files are not there are left out, and the report says
 * so.
 */
final class LandsatMtl implements SceneAdapter {

  private final String collection;

  LandsatMtl(String collection) {
    this.collection = collection;
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    List<Candidate> scenes = new ArrayList<>();
    for (Path mtl : files.endingIn("_mtl.txt")) {
      files.claim(mtl);
      scenes.add(candidate(mtl, files));
    }
    return scenes;
  }

  /** Reads the MTL at once, because it alone knows which files are the scene's. */
  private Candidate candidate(Path mtl, FileSet files) {
    LandsatMetadata metadata;
    Map<String, Path> bands = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    Optional<Path> quality;
    try {
      metadata = new LandsatMetadata(Odl.read(mtl));
      metadata
          .bandFiles()
          .forEach((id, name) ->
              files
                  .beside(mtl, name)
                  .ifPresentOrElse(path -> bands.put(id, path), () -> missing.add(name)));
      quality = metadata.quality().flatMap(q -> files.beside(mtl, q.fileName()));
    } catch (CatalogException e) {
      return new Refused(mtl, e);
    }
    bands.values().forEach(files::claim);
    quality.ifPresent(files::claim);
    return new Found(collection, mtl, metadata, bands, missing, quality);
  }

  private record Refused(Path path, CatalogException reason) implements Candidate {
    @Override
    public Scene read() {
      throw reason;
    }
  }

  private record Found(
      String collection,
      Path path,
      LandsatMetadata metadata,
      Map<String, Path> bands,
      Set<String> absent,
      Optional<Path> quality)
      implements Candidate {

    @Override
    public List<Path> files() {
      List<Path> files = new ArrayList<>(List.of(path));
      files.addAll(bands.values());
      quality.ifPresent(files::add);
      return files;
    }

    @Override
    public Optional<String> missing() {
      return absent.isEmpty()
          ? Optional.empty()
          : Optional.of("not there: " + String.join(", ", absent));
    }

    @Override
    public Scene read() {
      if (bands.isEmpty()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "none of the band files that it names is beside it, as " + absent.iterator().next());
      }
      LandsatScene scene = new LandsatScene(metadata.sensor());
      bands.forEach((id, file) -> {
        scene.band(id, file);
        metadata
            .reflectance(id)
            .or(() -> metadata.temperature(id))
            .ifPresent(calibration -> scene.calibrate(id, calibration));
        scene.thermal(id, thermal(id));
      });
      quality.ifPresent(file -> scene.quality(file, metadata.quality().orElseThrow().rule()));
      SceneItem item = scene.item();
      properties(item);
      item.asset("mtl", mtlAsset());
      List<String> notes = new ArrayList<>();
      if (!absent.isEmpty()) {
        notes.add("not there: " + String.join(", ", absent));
      }
      if (scene.hasDigitalNumbers()) {
        notes.add("bands without factors for reflectance stay digital numbers");
      }
      return new Scene(
          item.build(
              metadata.id().orElse(FileSet.stem(path).replaceFirst("(?i)_MTL$", "")),
              collection,
              TimeInterval.at(metadata.time())),
          scene.rasters(),
          List.of(path),
          "landsat",
          notes);
    }

    /** Own fields: STAC's extensions have none for these. */
    private Map<String, Double> thermal(String id) {
      Map<String, Double> constants = new LinkedHashMap<>();
      if (metadata.sensor().band(id).filter(LandsatSensor.Band::isThermal).isPresent()) {
        put(constants, "sunqar:radiance_scale", "RADIANCE_MULT_BAND_" + id);
        put(constants, "sunqar:radiance_offset", "RADIANCE_ADD_BAND_" + id);
        put(constants, "sunqar:k1", "K1_CONSTANT_BAND_" + id);
        put(constants, "sunqar:k2", "K2_CONSTANT_BAND_" + id);
      }
      return constants;
    }

    private void put(Map<String, Double> constants, String field, String key) {
      OptionalDouble value = metadata.odl().number(key);
      if (value.isPresent()) {
        constants.put(field, value.getAsDouble());
      }
    }

    private void properties(SceneItem item) {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      Odl odl = metadata.odl();
      item.property("platform", metadata.platform());
      item.property("constellation", "landsat");
      var instruments = nodes.arrayNode();
      metadata.sensor().instruments().forEach(instruments::add);
      if (!instruments.isEmpty()) {
        item.property("instruments", instruments);
      }
      // -1 is "not known"
      odl.number("CLOUD_COVER").stream()
          .filter(cover -> cover >= 0 && cover <= 100)
          .forEach(cover -> item.property("eo:cloud_cover", cover));
      metadata
          .sunElevation()
          .ifPresent(elevation -> item.property("view:sun_elevation", elevation));
      odl.number("SUN_AZIMUTH")
          .ifPresent(azimuth -> item.property("view:sun_azimuth", (azimuth + 360) % 360));
      item.property("processing:facility", "USGS");
      odl.value("PROCESSING_SOFTWARE_VERSION")
          .ifPresent(version ->
              item.property("processing:software", nodes.objectNode().put("LPGS", version)));
      Optional<String> level = odl.value("PROCESSING_LEVEL").or(() -> odl.value("DATA_TYPE"));
      level
          .filter(text -> text.matches("L[12].*"))
          .ifPresent(text -> {
            item.property("processing:level", text.substring(0, 2));
            item.property("sunqar:landsat_correction", text);
          });
      odl.value("WRS_PATH").ifPresent(value -> item.property("sunqar:wrs_path", value));
      odl.value("WRS_ROW").ifPresent(value -> item.property("sunqar:wrs_row", value));
      odl.value("COLLECTION_NUMBER")
          .ifPresent(value -> item.property("sunqar:landsat_collection", value));
      odl.value("COLLECTION_CATEGORY")
          .ifPresent(value -> item.property("sunqar:landsat_category", value));
      odl.value("LANDSAT_SCENE_ID")
          .ifPresent(value -> item.property("sunqar:landsat_scene_id", value));
    }

    private Asset mtlAsset() {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      return new Asset(Href.ofPath(path), List.of("metadata"), List.of(), Map.of())
          .with("type", nodes.textNode("text/plain"))
          .with("title", nodes.textNode("Metadata of the scene (MTL)"));
    }
  }
}
