// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;

/**
 * Puts together what belongs to one image: the first directory that is neither an overview nor a
 * mask, its overviews, its mask and those of the overviews, inside the file or, for local files,
 * beside it.
 */
final class GeoTiffOpener {

  private final Siblings siblings;

  /** Sources to be closed with the image. */
  private final List<ByteSource> sources = new ArrayList<>();

  private GeoTiffOpener(Siblings siblings) {
    this.siblings = siblings;
  }

  /** Opens a source, which is closed with the result, and also when opening fails. */
  static GeoTiff open(ByteSource source, Siblings siblings) {
    GeoTiffOpener opener = new GeoTiffOpener(siblings);
    opener.sources.add(source);
    try {
      return opener.open(source);
    } catch (RuntimeException e) {
      opener.sources.forEach(ByteSource::close);
      throw e;
    }
  }

  private GeoTiff open(ByteSource source) {
    List<TiffDirectory> inside = TiffParser.parse(source);
    TiffDirectory main =
        inside.stream()
            .filter(d -> !d.isReducedResolution() && !d.isMask())
            .findFirst()
            .orElse(inside.getFirst());
    ImageLayout layout = ImageLayout.of(main);
    ImageDescription description = ImageDescription.of(main, layout, siblings);
    List<TiffDirectory> masks = new ArrayList<>(inside.stream().filter(d -> d.isMask()).toList());
    List<TiffDirectory> reduced =
        new ArrayList<>(
            inside.stream()
                .filter(d -> d.isReducedResolution() && !d.isMask() && !d.equals(main))
                .toList());
    List<TiffDirectory> beside = siblings.overviews().map(this::directories).orElse(List.of());
    masks.addAll(beside.stream().filter(d -> d.isMask()).toList());
    if (reduced.isEmpty()) {
      reduced.addAll(beside.stream().filter(d -> !d.isMask()).toList());
    }
    if (masks.isEmpty()) {
      siblings.mask().ifPresent(path -> masks.addAll(wholeMask(path)));
    }
    List<ImageMask> read = masks.stream().filter(d -> !d.equals(main)).map(ImageMask::of).toList();
    Optional<ImageMask> mask = maskOf(layout, read);
    return new GeoTiff(
        main, layout, description, mask, overviews(reduced, layout, description, read), sources);
  }

  private List<TiffDirectory> directories(Path path) {
    FileSource source = FileSource.open(path);
    sources.add(source);
    return TiffParser.parse(source);
  }

  /** The directories of a mask file, unless it has a mask for each band. */
  private List<TiffDirectory> wholeMask(Path path) {
    List<TiffDirectory> directories = directories(path);
    boolean whole =
        directories
            .getFirst()
            .text(TiffTag.GDAL_METADATA, GdalMetadata.MAX_BYTES)
            .map(GdalMetadata::parse)
            .orElse(GdalMetadata.EMPTY)
            .isMaskOfAllBands();
    return whole ? directories : List.of();
  }

  private static Optional<ImageMask> maskOf(ImageLayout layout, List<ImageMask> masks) {
    return masks.stream().filter(m -> m.isOfSize(layout.width(), layout.height())).findFirst();
  }

  private static List<GeoTiff> overviews(
      List<TiffDirectory> directories,
      ImageLayout layout,
      ImageDescription description,
      List<ImageMask> masks) {
    Optional<ImageMask> whole = maskOf(layout, masks);
    List<GeoTiff> overviews = new ArrayList<>();
    for (TiffDirectory directory : directories) {
      Optional<ImageLayout> reduced = layoutOf(directory).filter(fits(layout));
      if (reduced.isEmpty()) {
        continue;
      }
      int width = reduced.get().width();
      int height = reduced.get().height();
      Optional<ImageMask> mask =
          maskOf(reduced.get(), masks).or(() -> whole.map(m -> m.thinned(width, height)));
      overviews.add(
          new GeoTiff(
              directory,
              reduced.get(),
              description.reduced(directory, reduced.get()),
              mask,
              List.of(),
              List.of()));
    }
    overviews.sort((a, b) -> Integer.compare(b.grid().width(), a.grid().width()));
    return List.copyOf(overviews);
  }

  /** A reduced image of a kind that is not read, such as a JPEG thumbnail, is none. */
  private static Optional<ImageLayout> layoutOf(TiffDirectory directory) {
    try {
      return Optional.of(ImageLayout.of(directory));
    } catch (RasterException e) {
      if (e.key() == RasterException.Key.UNSUPPORTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Predicate<ImageLayout> fits(ImageLayout layout) {
    return reduced ->
        reduced.bands() == layout.bands()
            && reduced.format().equals(layout.format())
            && reduced.width() <= layout.width()
            && reduced.height() <= layout.height();
  }
}
