// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * How scenes are brought in. Made by {@link #into} and the methods that change one thing.
 *
 * @param collection the collection that scenes go to; created when it is not there
 * @param dates where dates come from
 * @param bands what bands are
 * @param masks which files are masks of others
 * @param storage what is kept in the workspace beside the items
 * @param replace whether a scene takes the place of one of the same id with other content
 */
public record ImportOptions(
    String collection, Dates dates, Bands bands, Masks masks, Storage storage, boolean replace) {

  /**
   * What an import keeps in the workspace.
   *
   * @param copyInto the folder that pixels are copied into; empty leaves them where they are
   * @param thumbnails the folder for pictures of the scenes; empty makes none
   * @param overviews the folder for pictures of whole collections; empty makes none
   */
  public record Storage(
      Optional<Path> copyInto, Optional<Path> thumbnails, Optional<Path> overviews) {

    public static final Storage NONE =
        new Storage(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Where the date of a dated GeoTIFF comes from. In order: {@code date}; an acquisition tag in the
   * file; {@code pattern}; the TIFF tag DateTime, which is the time when the image was made; the
   * usual patterns of names.
   *
   * @param date the date of all scenes of this import, for a single scene without one
   * @param pattern where it stands in the file's name
   */
  public record Dates(Optional<TimeInterval> date, Optional<DatePattern> pattern) {

    /**
     * Reads what a user gives as the date: {@code 2020-03-11}, {@code 2020-03-11T10:15:30Z}, or two
     * such with a slash between them for an interval, whose second day is meant as a whole.
     *
     * @throws CatalogException INVALID when it is neither
     */
    public static TimeInterval parse(String text) {
      String[] ends = text.split("/", -1);
      Optional<TimeInterval> start = NameDates.parseTag(ends[0]);
      if (ends.length == 1 && start.isPresent()) {
        return start.get();
      }
      if (ends.length == 2 && start.isPresent()) {
        Optional<TimeInterval> end = NameDates.parseTag(ends[1]);
        boolean day = !ends[1].contains("T");
        if (end.isPresent() && !end.get().start().isBefore(start.get().start())) {
          return new TimeInterval(
              start.get().start(), end.get().start().plusSeconds(day ? 86_399 : 0));
        }
      }
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "--date "
              + text
              + " is not a date (2020-03-11, 2020-03-11T10:15:30Z) or two in order with a slash"
              + " between them");
    }
  }

  /**
   * What the bands of dated GeoTIFFs are; what is given here goes before what a file says.
   *
   * @param names of the bands in their order; empty to take the file's own
   * @param scale value = sample * scale + offset
   * @param offset added after the scale
   * @param noData the sample that means "no observation"
   */
  public record Bands(
      List<String> names, OptionalDouble scale, OptionalDouble offset, OptionalDouble noData) {

    public Bands {
      names = names.stream().map(String::strip).toList();
      if (scale.isPresent()
          && (scale.getAsDouble() == 0 || !Double.isFinite(scale.getAsDouble()))) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "--scale is " + scale.getAsDouble() + "; it must not be 0");
      }
      if (names.stream().anyMatch(String::isEmpty)
          || names.stream().distinct().count() != names.size()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "--bands " + String.join(",", names) + " names a band twice, or with nothing");
      }
    }
  }

  /**
   * Which files are the masks of others in their folder: those whose name without its ending the
   * pattern matches, where group {@code scene} is the name of the scene's file without its ending.
   *
   * @param pattern a regular expression with a group {@code scene}
   * @param rule which samples are clear; when empty, told by the end of the name: "_clear" 1,
   *     "_qa_pixel" and "_bqa" Landsat's bits, all others 0
   */
  public record Masks(Pattern pattern, Optional<ClearMask> rule) {

    /** {@code x_mask}, {@code x_cloudmask}, {@code x_clear}, {@code x_qa} and their like. */
    public static final Masks USUAL =
        new Masks(
            Pattern.compile("(?i)(?<scene>.+)[-_.](cloud_?mask|mask|clear|qa_pixel|bqa|qa)"),
            Optional.empty());

    /**
     * Checks and compiles a pattern.
     *
     * @throws CatalogException INVALID when it is not a regular expression or lacks the group
     */
    public static Masks of(String regex, Optional<ClearMask> rule) {
      try {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.namedGroups().containsKey("scene")) {
          return new Masks(pattern, rule);
        }
      } catch (PatternSyntaxException e) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "--mask-pattern " + regex + " is not a regular expression: " + e.getDescription(),
            e);
      }
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "--mask-pattern " + regex + " needs a group (?<scene>...): the name of the scene's file");
    }
  }

  public ImportOptions {
    if (!collection.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "\"" + collection + "\" cannot name a collection: letters, digits, '.', '_' and '-' can");
    }
  }

  /** The usual import: dates and bands as files tell, pixels stay, nothing is replaced. */
  public static ImportOptions into(String collection) {
    return new ImportOptions(
        collection,
        new Dates(Optional.empty(), Optional.empty()),
        new Bands(
            List.of(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
        Masks.USUAL,
        Storage.NONE,
        false);
  }

  public ImportOptions withDates(Dates newDates) {
    return new ImportOptions(collection, newDates, bands, masks, storage, replace);
  }

  public ImportOptions withBands(Bands newBands) {
    return new ImportOptions(collection, dates, newBands, masks, storage, replace);
  }

  public ImportOptions withMasks(Masks newMasks) {
    return new ImportOptions(collection, dates, bands, newMasks, storage, replace);
  }

  public ImportOptions copyingInto(Path folder) {
    return withStorage(new Storage(Optional.of(folder), storage.thumbnails(), storage.overviews()));
  }

  public ImportOptions drawingInto(Path folder) {
    return withStorage(new Storage(storage.copyInto(), Optional.of(folder), storage.overviews()));
  }

  /** With a mosaic of the collection, which takes its brightness from the scenes' thumbnails. */
  public ImportOptions paintingInto(Path folder) {
    return withStorage(new Storage(storage.copyInto(), storage.thumbnails(), Optional.of(folder)));
  }

  private ImportOptions withStorage(Storage newStorage) {
    return new ImportOptions(collection, dates, bands, masks, newStorage, replace);
  }

  public ImportOptions replacing(boolean newReplace) {
    return new ImportOptions(collection, dates, bands, masks, storage, newReplace);
  }
}
