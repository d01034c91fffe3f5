// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;

/**
 * Layers of MODIS land products that were exported from HDF to GeoTIFF or JPEG 2000, one layer a
 * file, told by their {@linkplain ModisName names}. The layers of a day and a place, in a folder,
 * are one scene. Its time is the interval of the composite.
 *
 * <p>Scale and no-data value are those of the file, and where it has none those of the product's
 * user guide. An import that says what bands, dates or masks are takes no file here.
 */
final class ModisExport implements SceneAdapter {

  private final ImportOptions options;

  ModisExport(ImportOptions options) {
    this.options = options;
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    if (!isUsual()) {
      return List.of();
    }
    Map<Path, Map<Path, ModisName>> scenes = new LinkedHashMap<>();
    for (Path file : files.endingIn(".tif", ".tiff", ".jp2")) {
      ModisName.of(FileSet.stem(file))
          .filter(name -> !name.layer().isEmpty())
          .ifPresent(name -> {
            files.claim(file);
            scenes
                .computeIfAbsent(
                    FileSet.folder(file).resolve(name.scene()), k -> new LinkedHashMap<>())
                .put(file, name);
          });
    }
    List<Candidate> found = new ArrayList<>();
    scenes.values().forEach(layers -> found.add(new Found(options.collection(), layers)));
    return found;
  }

  private boolean isUsual() {
    ImportOptions.Bands bands = options.bands();
    return options.dates().date().isEmpty()
        && options.dates().pattern().isEmpty()
        && options.masks().equals(ImportOptions.Masks.USUAL)
        && bands.names().isEmpty()
        && bands.scale().isEmpty()
        && bands.offset().isEmpty()
        && bands.noData().isEmpty();
  }

  /** A layer that was opened. */
  private record Opened(RasterFile file, ModisLayer layer, String name) {}

  private record Found(String collection, Map<Path, ModisName> layers) implements Candidate {

    @Override
    public Path path() {
      return layers.keySet().iterator().next();
    }

    @Override
    public List<Path> files() {
      return List.copyOf(layers.keySet());
    }

    @Override
    public Scene read() {
      List<Opened> opened = new ArrayList<>();
      layers.forEach((path, name) ->
          opened.add(new Opened(RasterFile.open(path), ModisLayer.of(name.layer()), name.layer())));
      // of several layers that tell clouds, the one that was made for it
      opened.sort((a, b) -> Boolean.compare(isReliability(b), isReliability(a)));
      Grid grid = opened.getLast().file().grid();
      SceneItem item = new SceneItem(grid);
      ModisName name = layers.values().iterator().next();
      properties(item, name);
      for (Opened layer : opened) {
        if (item.hasAsset(layer.layer().key())) {
          throw new CatalogException(
              CatalogException.Key.INVALID,
              "the scene "
                  + name.scene()
                  + " has two files of the layer "
                  + layer.layer().key()
                  + ", as "
                  + FileSet.name(layer.file().path()));
        }
        item.asset(layer.layer().key(), asset(item, layer));
      }
      Item built = item.build(name.scene(), collection, name.time());
      return new Scene(
          built,
          opened.stream().map(Opened::file).toList(),
          List.of(),
          "modis " + name.scene(),
          name.time().isInstant()
              ? List.of("its name does not tell how many days it is composed of")
              : List.of());
    }

    private static boolean isReliability(Opened layer) {
      return layer.layer().key().equals("pixel_reliability");
    }

    private static void properties(SceneItem item, ModisName name) {
      if (!name.satellite().isEmpty()) {
        item.property("platform", name.satellite());
      }
      item.property("instruments", List.of("modis"));
      if (!name.product().isEmpty()) {
        item.property("product:type", name.product());
      }
      if (!name.version().isEmpty()) {
        item.property("processing:version", name.version());
      }
      if (!name.tile().isEmpty()) {
        item.property("modis:horizontal-tile", Integer.parseInt(name.tile().substring(1, 3)));
        item.property("modis:vertical-tile", Integer.parseInt(name.tile().substring(4, 6)));
      }
    }

    private static Asset asset(SceneItem item, Opened opened) {
      ModisLayer layer = opened.layer();
      List<Band> bands = new ArrayList<>();
      for (BandInfo info : opened.file().bands()) {
        boolean silent = info.scale() == 1 && info.offset() == 0;
        OptionalDouble noData = info.noData().isPresent() ? info.noData() : layer.fill();
        Band band =
            Band.named(bands.isEmpty() ? layer.key() : layer.key() + "_" + (bands.size() + 1))
                .withSamples(
                    info.type(),
                    noData,
                    silent ? layer.scale() : info.scale(),
                    silent ? 0 : info.offset());
        if (layer.commonName().isPresent()) {
          band = band.with("eo:common_name", layer.commonName().get());
        }
        bands.add(layer.unit().isEmpty() ? band : band.with("unit", layer.unit()));
      }
      String role = layer.mask().isPresent() ? "cloud" : "data";
      Asset asset = item.raster(opened.file(), bands, opened.name(), role);
      return layer.mask().isPresent() ? layer.mask().get().on(asset) : asset;
    }
  }
}
