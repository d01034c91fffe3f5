// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Grid;

/**
 * One scene as a cube sees it: when, where, and from which bands its value comes.
 *
 * @param itemId the item's id
 * @param time the instant used in analysis
 * @param grid where the scene's pixels lie; the finest one where bands differ
 * @param formula what to compute, or empty when the bands hold the values themselves
 * @param bands the bands of the formula in its order; without a formula the one band, or all bands
 *     that are looked at together
 * @param mask the clear-sky mask, when the scene has one
 */
public record CubeScene(
    String itemId,
    Instant time,
    Grid grid,
    Optional<Formula> formula,
    List<BandSource> bands,
    Optional<MaskSource> mask) {

  /** A name by itself, which is not taken for an expression. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_.]*[\\p{L}_][\\p{L}\\p{N}_.]*");

  public CubeScene {
    bands = List.copyOf(bands);
  }

  /** The day of the scene (UTC). */
  public LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /**
   * An item seen through a band, an index or an expression.
   *
   * @param variable the name of a band, or of a {@link SpectralIndex} that the item's bands allow,
   *     or a {@link BandExpression} of them; a band wins, so that a stored NDVI is taken as it is
   * @throws AnalysisException NO_BAND when the item has none of these; SETTING when it is an
   *     expression that cannot be read
   */
  public static CubeScene of(Item item, String variable) {
    Optional<BandSource> stored = item.band(variable);
    if (stored.isPresent()) {
      return of(item, Optional.empty(), List.of(stored.get()));
    }
    Formula formula =
        formulaOf(variable)
            .orElseThrow(() -> noBand(item, "'" + variable + "' is neither a band nor an index"));
    List<BandSource> bands =
        formula.bands().stream()
            .map(name ->
                item.band(name)
                    .orElseThrow(
                        () -> noBand(item, "'" + variable + "' needs the band '" + name + "'")))
            .toList();
    return of(item, Optional.of(formula), bands);
  }

  /**
   * An item seen through several bands, for {@link ChunkReader#readBands}.
   *
   * @param names of the bands, at least one
   * @throws AnalysisException NO_BAND when the item lacks one
   */
  public static CubeScene ofBands(Item item, List<String> names) {
    List<BandSource> bands =
        names.stream()
            .map(name ->
                item.band(name)
                    .orElseThrow(() ->
                        noBand(
                            item,
                            "of the bands "
                                + String.join(",", names)
                                + " '"
                                + name
                                + "' is missing")))
            .toList();
    return of(item, Optional.empty(), bands);
  }

  /**
   * The index of a name, or the expression of a text.
   *
   * @return empty for a name alone that is none of an index
   * @throws AnalysisException SETTING for a text that is no expression
   */
  public static Optional<Formula> formulaOf(String variable) {
    Optional<SpectralIndex> index = SpectralIndex.of(variable);
    if (index.isPresent()) {
      return Optional.of(index.get());
    }
    return NAME.matcher(variable).matches()
        ? Optional.empty()
        : Optional.of(BandExpression.parse(variable));
  }

  private static CubeScene of(Item item, Optional<Formula> formula, List<BandSource> bands) {
    List<Grid> grids =
        bands.stream()
            .map(band ->
                item.grid(band.assetKey())
                    .orElseThrow(() ->
                        new AnalysisException(
                            AnalysisException.Key.GRID_MISMATCH,
                            "scene "
                                + item.id()
                                + " does not say where its pixels lie: images that are not warped"
                                + " onto a map, as those of a radar, cannot be compared over"
                                + " time")))
            .toList();
    Grid grid = grids.stream().max(Comparator.comparingInt(Grid::width)).orElseThrow();
    for (Grid other : grids) {
      if (timesCoarser(grid, other).isEmpty()) {
        throw new AnalysisException(
            AnalysisException.Key.GRID_MISMATCH,
            "scene " + item.id() + " has its bands on different pixel grids");
      }
    }
    return new CubeScene(item.id(), item.time(), grid, formula, bands, item.clearMask());
  }

  /**
   * How many pixels of a fine grid, in a row, one pixel of a coarse grid over the same area is: 2
   * for the 10 and 20 m of Sentinel-2; 1 for the same grid; empty when they do not match.
   */
  static OptionalInt timesCoarser(Grid fine, Grid coarse) {
    int times = Math.ceilDiv(fine.width(), coarse.width());
    return fine.coarsened(times)
            .windowOf(coarse)
            .filter(coarse.window()::equals)
            .filter(window -> fine.coarsened(times).window().equals(window))
            .isPresent()
        ? OptionalInt.of(times)
        : OptionalInt.empty();
  }

  private static AnalysisException noBand(Item item, String what) {
    return new AnalysisException(
        AnalysisException.Key.NO_BAND,
        what
            + ": scene "
            + item.id()
            + " has "
            + String.join(", ", item.bandNames())
            + "; indices are "
            + String.join(", ", SpectralIndex.names()));
  }
}
