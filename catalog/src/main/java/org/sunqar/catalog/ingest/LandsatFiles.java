// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * Landsat scenes that lost their MTL: band files of one folder that share a product's name, as
 * {@code LC08_L1TP_014032_20180311_B4.TIF}.
 *
 * <p>Reflectance of OLI has the same factors in all products: level 1 {@code 2e-5 * DN - 0.1}, here
 * without the division by the sine of the sun's height, which only the MTL knows (ratios such as
 * NDVI are not changed by it); Collection 2 level 2 {@code 2.75e-5 * DN - 0.2} for all instruments.
 * The bands of TM and ETM+ at level 1 stay digital numbers. The time of day is not known.
 */
final class LandsatFiles implements SceneAdapter {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?<product>L(?<sensor>[CEOT])(?:(?<number>0[4-9])_(?<level>L[12]\\w\\w)_\\d{6}_"
              + "\\d{8}(?:_\\d{8}_\\d\\d_\\w\\w)?|(?<old>[4-8])\\d{13}[A-Z]{3}\\d\\d))"
              + "_(?:SR_B(?<sr>\\d{1,2})|B(?<band>\\d{1,2}(?:_VCID_[12])?)|(?<qa>BQA|QA_PIXEL))");

  private final String collection;

  LandsatFiles(String collection) {
    this.collection = collection;
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    Map<Path, Map<Path, Matcher>> scenes = new LinkedHashMap<>();
    for (Path file : files.endingIn(".tif", ".tiff")) {
      Matcher name = NAME.matcher(FileSet.stem(file));
      if (name.matches()) {
        scenes
            .computeIfAbsent(
                FileSet.folder(file).resolve(name.group("product")), k -> new LinkedHashMap<>())
            .put(file, name);
        files.claim(file);
      }
    }
    return List.copyOf(scenes.values().stream().map(s -> new Found(collection, s)).toList());
  }

  private record Found(String collection, Map<Path, Matcher> names) implements Candidate {

    @Override
    public Path path() {
      return names.keySet().iterator().next();
    }

    @Override
    public List<Path> files() {
      return List.copyOf(names.keySet());
    }

    @Override
    public Optional<String> missing() {
      return Optional.of("its MTL is not there");
    }

    @Override
    public Scene read() {
      Matcher first = names.values().iterator().next();
      LandsatSensor sensor = sensor(first);
      LandsatScene scene = new LandsatScene(sensor);
      boolean bands = false;
      for (Map.Entry<Path, Matcher> file : names.entrySet()) {
        Matcher name = file.getValue();
        String reflectance = name.group("sr");
        String band = name.group("band");
        if (reflectance != null) {
          scene.band(reflectance, file.getKey());
          scene.calibrate(reflectance, new Calibration(2.75e-5, -0.2, "1"));
        } else if (band != null) {
          String id = band.toUpperCase(Locale.ROOT);
          scene.band(id, file.getKey());
          if (sensor == LandsatSensor.OLI_TIRS
              && sensor.band(id).filter(b -> !b.isThermal()).isPresent()) {
            scene.calibrate(id, new Calibration(2e-5, -0.1, "1"));
          }
        } else {
          scene.quality(
              file.getKey(),
              group(name, "qa").equalsIgnoreCase("QA_PIXEL")
                  ? ClearMask.LANDSAT_C2_QA_PIXEL
                  : group(name, "old").isEmpty()
                      ? ClearMask.LANDSAT_C1_BQA
                      : ClearMask.LANDSAT_PRE_COLLECTION_BQA);
        }
        bands |= reflectance != null || band != null;
      }
      if (!bands) {
        throw new CatalogException(
            CatalogException.Key.INVALID, "a quality band without the bands of its scene");
      }
      return scene(first, sensor, scene);
    }

    private Scene scene(Matcher name, LandsatSensor sensor, LandsatScene scene) {
      String product = productId(name);
      SceneItem item = scene.item();
      item.property("platform", "landsat-" + satellite(name));
      item.property("constellation", "landsat");
      var instruments = JsonNodeFactory.instance.arrayNode();
      sensor.instruments().forEach(instruments::add);
      item.property("instruments", instruments);
      TimeInterval time =
          NameDates.find(product)
              .orElseThrow(() ->
                  new CatalogException(
                      CatalogException.Key.INVALID, product + " has no date in its name"));
      boolean level2 = group(name, "level").regionMatches(true, 0, "L2", 0, 2);
      return new Scene(
          item.build(product, collection, time),
          scene.rasters(),
          List.of(),
          "landsat without MTL",
          List.of(
              level2
                  ? "no MTL: surface reflectance by the factors of Collection 2"
                  : sensor == LandsatSensor.OLI_TIRS
                      ? "no MTL: reflectance above the atmosphere, not corrected for the sun's height"
                      : "no MTL: digital numbers"));
    }

    /** The folder's name when it is the product's id in full, as downloads are unpacked. */
    private String productId(Matcher name) {
      String product = group(name, "product").toUpperCase(Locale.ROOT);
      String folder = FileSet.name(FileSet.folder(path().toAbsolutePath()));
      return folder.startsWith(product + "_") ? folder : product;
    }

    private static LandsatSensor sensor(Matcher name) {
      return switch (group(name, "sensor").toUpperCase(Locale.ROOT)) {
        case "E" -> LandsatSensor.ETM;
        case "T" -> satellite(name) <= 5 ? LandsatSensor.TM : LandsatSensor.OLI_TIRS;
        default -> LandsatSensor.OLI_TIRS;
      };
    }

    private static int satellite(Matcher name) {
      String old = group(name, "old");
      return Integer.parseInt(old.isEmpty() ? group(name, "number") : old);
    }

    private static String group(Matcher name, String group) {
      String text = name.group(group);
      return text == null ? "" : text;
    }
  }
}
