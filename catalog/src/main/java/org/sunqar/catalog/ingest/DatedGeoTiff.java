// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;

/**
 * One GeoTIFF, one scene: every {@code *.tif}, {@code *.tiff} and {@code *.jp2} that belongs to no
 * other scene. Its item has the file's name without the ending as its id and one asset, "data"; a
 * mask beside it is the asset "mask".
 */
final class DatedGeoTiff implements SceneAdapter {

  /** Tags in which programs write when the scene was acquired; in any case of letters. */
  private static final List<String> ACQUISITION_TAGS =
      List.of(
          "acquisition_datetime",
          "acquisitiondatetime",
          "acquisition_date",
          "acquisitiondate",
          "date_acquired",
          "sensing_time",
          "datetime");

  /** The fields of a band that are part of the content hash. */
  private static final List<String> MEANING =
      List.of("name", "nodata", "raster:scale", "raster:offset", "sunqar:clear_mask");

  private static final String IMAGE_TIME_TAG = "tifftag_datetime";

  /** Of files that 'sunqar simulate' made; a result of them must always be called simulated. */
  private static final String SIMULATED_TAG = "SIMULATED";

  private final ImportOptions options;

  DatedGeoTiff(ImportOptions options) {
    this.options = options;
  }

  @Override
  public List<Candidate> claim(FileSet files) {
    List<Path> tiffs = files.endingIn(".tif", ".tiff", ".jp2");
    Map<Path, Path> scenes = new LinkedHashMap<>();
    for (Path tiff : tiffs) {
      files.claim(tiff);
      scenes.putIfAbsent(FileSet.folder(tiff).resolve(FileSet.stem(tiff)), tiff);
    }
    Map<Path, Path> masks = new LinkedHashMap<>();
    Set<Path> isMask = new HashSet<>();
    for (Path tiff : tiffs) {
      Matcher name = options.masks().pattern().matcher(FileSet.stem(tiff));
      if (name.matches() && name.group("scene") != null) {
        Path scene = scenes.get(FileSet.folder(tiff).resolve(name.group("scene")));
        if (scene != null && !scene.equals(tiff)) {
          masks.put(scene, tiff);
          isMask.add(tiff);
        }
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Path tiff : tiffs) {
      if (!isMask.contains(tiff)) {
        candidates.add(new Found(options, tiff, Optional.ofNullable(masks.get(tiff))));
      }
    }
    return candidates;
  }

  private record Found(ImportOptions options, Path path, Optional<Path> mask) implements Candidate {

    @Override
    public List<Path> files() {
      return mask.isPresent() ? List.of(path, mask.get()) : List.of(path);
    }

    @Override
    public Scene read() {
      List<String> notes = new ArrayList<>();
      RasterFile file = RasterFile.open(path);
      TimeInterval time = time(file, notes);
      List<Band> bands = bands(file, notes);
      SceneItem item = new SceneItem(file.grid());
      if ("yes".equals(file.metadata().get(SIMULATED_TAG))) {
        item.property(Item.SIMULATED, true);
      }
      item.asset("data", item.raster(file, bands, FileSet.name(path), "data"));
      List<RasterFile> rasters = new ArrayList<>(List.of(file));
      StringBuilder meaning = new StringBuilder("geotiff " + time.start() + " " + time.end());
      for (Band band : bands) {
        for (String field : MEANING) {
          meaning.append(' ').append(band.fields().get(field));
        }
      }
      if (mask.isPresent()) {
        RasterFile maskFile = mask(file, mask.get());
        ClearMask rule =
            options.masks().rule().orElseGet(() -> BandWords.maskFile(FileSet.stem(mask.get())));
        BandInfo info = maskFile.bands().getFirst();
        Band band = Band.named("mask").withSamples(info.type(), info.noData(), 1, 0);
        item.asset("mask", rule.on(item.raster(maskFile, List.of(band), "Clear mask", "cloud")));
        rasters.add(maskFile);
        meaning.append(" mask ").append(rule.code());
      }
      Item built = item.build(FileSet.stem(path), options.collection(), time);
      return new Scene(built, rasters, List.of(), meaning.toString(), notes);
    }

    private TimeInterval time(RasterFile file, List<String> notes) {
      String name = FileSet.stem(path);
      ImportOptions.Dates dates = options.dates();
      if (dates.date().isPresent()) {
        return dates.date().get();
      }
      Optional<TimeInterval> tag =
          ACQUISITION_TAGS.stream()
              .map(wanted -> tag(file, wanted))
              .flatMap(Optional::stream)
              .findFirst();
      if (tag.isPresent()) {
        return tag.get();
      }
      if (dates.pattern().isPresent()) {
        return dates
            .pattern()
            .get()
            .find(FileSet.name(path))
            .orElseThrow(() ->
                new CatalogException(
                    CatalogException.Key.INVALID,
                    "--date-pattern "
                        + dates.pattern().get()
                        + " finds no date in the name "
                        + FileSet.name(path)));
      }
      Optional<TimeInterval> imageTime = tag(file, IMAGE_TIME_TAG);
      if (imageTime.isPresent()) {
        notes.add("dated " + imageTime.get().start() + " by its tag TIFFTAG_DATETIME");
        return imageTime.get();
      }
      Optional<TimeInterval> found = NameDates.find(name);
      if (found.isPresent() && !found.get().isInstant()) {
        notes.add("the two dates in its name are taken as an interval");
      }
      return found.orElseThrow(() ->
          new CatalogException(
              CatalogException.Key.INVALID,
              "no date in the file or in its name; say with --date-pattern where the name has"
                  + " it, or with --date what it is"));
    }

    private static Optional<TimeInterval> tag(RasterFile file, String wanted) {
      for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
        if (entry.getKey().toLowerCase(Locale.ROOT).equals(wanted)) {
          return NameDates.parseTag(entry.getValue());
        }
      }
      return Optional.empty();
    }

    private List<Band> bands(RasterFile file, List<String> notes) {
      List<String> names = names(file);
      ImportOptions.Bands wanted = options.bands();
      List<Band> bands = new ArrayList<>();
      Set<String> assumed = new HashSet<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        BandInfo info = file.bands().get(i);
        Optional<ClearMask> rule = BandWords.mask(name);
        if (rule.isPresent()) {
          bands.add(rule.get().on(Band.named(name).withSamples(info.type(), info.noData(), 1, 0)));
          continue;
        }
        boolean silent = info.scale() == 1 && info.offset() == 0 && wanted.scale().isEmpty();
        double scale = wanted.scale().orElse(info.scale());
        if (silent && info.type() == PixelType.INT16 && BandWords.isNormalisedIndex(name)) {
          scale = 1e-4;
          assumed.add(name);
        }
        bands.add(
            BandWords.band(name)
                .withSamples(
                    info.type(),
                    wanted.noData().isPresent() ? wanted.noData() : info.noData(),
                    scale,
                    wanted.offset().orElse(info.offset())));
      }
      if (!assumed.isEmpty()) {
        notes.add(
            "scale 0.0001 assumed for " + String.join(", ", assumed.stream().sorted().toList()));
      }
      return bands;
    }

    /** One name per band: as told, else as described in the file, else from its name, else b1... */
    private List<String> names(RasterFile file) {
      List<String> told = options.bands().names();
      int count = file.bands().size();
      if (!told.isEmpty()) {
        if (told.size() != count) {
          throw new CatalogException(
              CatalogException.Key.INVALID,
              "--bands names " + told.size() + " bands but the file has " + count);
        }
        return told;
      }
      List<String> described = file.bands().stream().map(band -> band.name().strip()).toList();
      boolean usable =
          described.stream().noneMatch(String::isEmpty)
              && described.stream().distinct().count() == count;
      if (usable) {
        return described;
      }
      Optional<String> word =
          count == 1 ? BandWords.inName(FileSet.stem(path)) : Optional.<String>empty();
      List<String> numbered = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        numbered.add(word.orElse("b" + i));
      }
      return numbered;
    }

    private static RasterFile mask(RasterFile scene, Path mask) {
      RasterFile file = RasterFile.open(mask);
      boolean fits =
          scene
              .grid()
              .windowOf(file.grid())
              .filter(window -> window.equals(scene.grid().window()))
              .isPresent();
      if (!fits) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "its mask "
                + FileSet.name(mask)
                + " has other pixels than the scene: they must coincide");
      }
      return file;
    }
  }
}
