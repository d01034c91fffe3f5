// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;

/**
 * Checks whether a TIFF has the layout of a Cloud-Optimized GeoTIFF: the rules of GDAL's {@code
 * validate_cloud_optimized_geotiff}, and of rio-cogeo where it is stricter (any image above 512
 * pixels has to be tiled).
 *
 * <p>Every check of GDAL is made for all bands of a file that keeps them apart; GDAL looks at the
 * first.
 */
public final class CogValidator {

  /** An image above this has to be tiled and should have overviews (pixels of the longer side). */
  private static final int LARGEST_WITHOUT_TILES = 512;

  /** Blocks of one image that are looked at; as many as the reader takes. */
  private static final int MAX_BLOCKS = ImageLayout.MAX_BLOCKS;

  /** Errors that are reported. */
  private static final int MOST_ERRORS = 1000;

  /**
   * What was found.
   *
   * @param errors reasons why the file is no Cloud-Optimized GeoTIFF; none if it is one; at most
   *     1000 are reported
   * @param warnings what such a file should have and this one has not
   * @param directoryOffsets where the directories of the main image and of the overviews lie
   *     (bytes)
   * @param dataOffsets where their first blocks lie (bytes); 0 where all are left out
   */
  public record Report(
      List<String> errors,
      List<String> warnings,
      Map<String, Long> directoryOffsets,
      Map<String, Long> dataOffsets) {

    public boolean isValid() {
      return errors.isEmpty();
    }
  }

  /**
   * One image of the file.
   *
   * @param name for messages
   * @param at offset of the directory
   */
  private record Image(String name, TiffDirectory directory, long at) {

    int width() {
      return directory.dimension(TiffTag.IMAGE_WIDTH, "width");
    }

    int height() {
      return directory.dimension(TiffTag.IMAGE_LENGTH, "height");
    }

    boolean isTiled() {
      return directory.field(TiffTag.TILE_WIDTH).isPresent();
    }

    int blockWidth() {
      return isTiled() ? directory.dimension(TiffTag.TILE_WIDTH, "tile width") : width();
    }

    int blockHeight() {
      return isTiled()
          ? directory.dimension(TiffTag.TILE_LENGTH, "tile height")
          : Math.clamp(directory.integer(TiffTag.ROWS_PER_STRIP, height()), 1, height());
    }

    long[] offsets() {
      return directory.integers(
          isTiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, MAX_BLOCKS);
    }

    long[] sizes() {
      return directory.integers(
          isTiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS, MAX_BLOCKS);
    }

    /** Blocks of one band, or of all where they are not kept apart. */
    int planeBlocks() {
      long blocks =
          (long) Math.ceilDiv(width(), blockWidth()) * Math.ceilDiv(height(), blockHeight());
      return (int) Math.min(blocks, MAX_BLOCKS);
    }

    /** Where the first block lies that is there; 0 without any. */
    long firstBlock() {
      for (long offset : offsets()) {
        if (offset != 0) {
          return offset;
        }
      }
      return 0;
    }

    String block(int index) {
      int across = Math.ceilDiv(width(), blockWidth());
      int inPlane = index % planeBlocks();
      return "%s, block in row %d, column %d".formatted(name, inPlane / across, inPlane % across);
    }
  }

  private final ByteSource source;
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();
  private final List<Image> masks = new ArrayList<>();
  private String structure = "";

  private CogValidator(ByteSource source) {
    this.source = source;
  }

  /**
   * Checks a file with all its blocks.
   *
   * @throws RasterException when it is no TIFF, or a damaged one
   */
  public static Report validate(Path file) {
    try (ByteSource source = FileSource.open(file)) {
      CogValidator validator = new CogValidator(source);
      Path overviews = file.resolveSibling(file.getFileName() + ".ovr");
      Path mask = file.resolveSibling(file.getFileName() + ".msk");
      validator.refuseBeside(overviews, "overviews");
      validator.refuseBeside(mask, "mask");
      return validator.run(true);
    }
  }

  /**
   * Checks a source.
   *
   * @param blocks also what lies before and after each block; a remote file has to be read for it
   *     in many places
   * @throws RasterException when it is no TIFF, or a damaged one
   */
  public static Report validate(ByteSource source, boolean blocks) {
    return new CogValidator(source).run(blocks);
  }

  /** Notes an error; a file made to have millions of them ends up with some. */
  private void error(String message) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(message);
    }
  }

  private void refuseBeside(Path file, String what) {
    if (Files.exists(file)) {
      error("the %s lie in another file, %s".formatted(what, file.getFileName()));
    }
  }

  private Report run(boolean blocks) {
    sort();
    Image main = images.getFirst();
    checkTiling(main);
    readStructure(main);
    checkDirectories();
    checkData();
    if (blocks && !structure.isEmpty()) {
      images.forEach(this::checkBlocks);
      masks.forEach(this::checkBlocks);
    }
    Map<String, Long> directories = new LinkedHashMap<>();
    Map<String, Long> data = new LinkedHashMap<>();
    for (Image image : images) {
      directories.put(image.name, image.at);
      data.put(image.name, image.firstBlock());
    }
    return new Report(List.copyOf(errors), List.copyOf(warnings), directories, data);
  }

  /** Tells main image, overviews and masks apart; the order is that of the file. */
  private void sort() {
    List<TiffDirectory> directories = TiffParser.parse(source);
    List<Long> offsets = TiffParser.offsets(source);
    for (int i = 0; i < directories.size(); i++) {
      TiffDirectory directory = directories.get(i);
      if (directory.isMask()) {
        masks.add(new Image("mask " + (masks.size() + 1), directory, offsets.get(i)));
      } else if (images.isEmpty() && !directory.isReducedResolution()) {
        images.add(new Image("main image", directory, offsets.get(i)));
      } else if (!images.isEmpty() && directory.isReducedResolution()) {
        images.add(new Image("overview " + images.size(), directory, offsets.get(i)));
      }
    }
    if (images.isEmpty()) {
      throw new RasterException(
          RasterException.Key.CORRUPT, source.name() + " has overviews or masks but no image");
    }
  }

  private void checkTiling(Image main) {
    if (Math.max(main.width(), main.height()) <= LARGEST_WITHOUT_TILES) {
      return;
    }
    for (Image image : images) {
      boolean large = Math.max(image.width(), image.height()) > LARGEST_WITHOUT_TILES;
      if (large && !image.isTiled()) {
        error(
            "%s has %d x %d pixels and is not tiled"
                .formatted(image.name, image.width(), image.height()));
      }
    }
    if (images.size() == 1) {
      warnings.add(
          "an image of %d x %d pixels should have overviews"
              .formatted(main.width(), main.height()));
    }
  }

  /** Reads the note behind the header, behind which the first directory has to lie. */
  private void readStructure(Image main) {
    long header = isBig() ? 16 : 8;
    if (main.at == header) {
      return;
    }
    String mark = "GDAL_STRUCTURAL_METADATA_SIZE=";
    int headBytes = mark.length() + "000000 bytes\n".length();
    String head = text(header, headBytes);
    long end = header;
    if (head.startsWith(mark) && head.substring(mark.length()).matches("[0-9]{6} bytes\n")) {
      int size = Integer.parseInt(head.substring(mark.length(), mark.length() + 6));
      structure = text(header + headBytes, size);
      end += headBytes + size;
      end += end % 2; // directories start at even bytes
    }
    if (says("KNOWN_INCOMPATIBLE_EDITION=YES")) {
      error("it was edited in a way that broke its layout, as it says itself");
    }
    if (main.at != end) {
      error("the first directory lies at byte %d instead of %d".formatted(main.at, end));
    }
  }

  private boolean isBig() {
    ByteBuffer start = ByteBuffer.allocate(4);
    source.read(0, start);
    start.order(start.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return start.getShort(2) == 43;
  }

  private String text(long at, int bytes) {
    byte[] text = new byte[Math.clamp(source.size() - at, 0, bytes)];
    source.read(at, ByteBuffer.wrap(text));
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private boolean says(String item) {
    return structure.contains(item);
  }

  private void checkDirectories() {
    for (int i = 1; i < images.size(); i++) {
      Image finer = images.get(i - 1);
      Image image = images.get(i);
      if (image.width() > finer.width() || image.height() > finer.height()) {
        error(
            "%s has %d x %d pixels, more than %s with %d x %d"
                .formatted(
                    image.name,
                    image.width(),
                    image.height(),
                    finer.name,
                    finer.width(),
                    finer.height()));
      }
      if (image.at < finer.at) {
        error(
            "the directory of %s lies at byte %d, before that of %s at byte %d"
                .formatted(image.name, image.at, finer.name, finer.at));
      }
    }
  }

  /** Data of the smallest image come first, and all of them behind the directories. */
  private void checkData() {
    Image last = images.getLast();
    long smallest = last.firstBlock();
    if (smallest != 0 && smallest < last.at) {
      error(
          "the blocks of %s start at byte %d, before its directory at byte %d"
              .formatted(last.name, smallest, last.at));
    }
    for (int i = 0; i + 1 < images.size(); i++) {
      long finer = images.get(i).firstBlock();
      long coarser = images.get(i + 1).firstBlock();
      if (finer != 0 && finer < coarser) {
        error(
            "the blocks of %s start at byte %d, before those of %s at byte %d"
                .formatted(images.get(i).name, finer, images.get(i + 1).name, coarser));
      }
    }
  }

  private void checkBlocks(Image image) {
    long[] offsets = image.offsets();
    long[] sizes = image.sizes();
    if (offsets.length != sizes.length) {
      error(
          "%s has %d block offsets and %d sizes"
              .formatted(image.name, offsets.length, sizes.length));
      return;
    }
    boolean ordered = says("BLOCK_ORDER=ROW_MAJOR");
    long[] maskOffsets = says("MASK_INTERLEAVED_WITH_IMAGERY=YES") ? maskOf(image) : new long[0];
    long previous = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (i % image.planeBlocks() == 0) {
        previous = 0;
      }
      if (offsets[i] != 0) {
        if (ordered && offsets[i] < previous) {
          error(
              "%s lies at byte %d, before the one before it at byte %d"
                  .formatted(image.block(i), offsets[i], previous));
        }
        checkAround(image, i, offsets[i], sizes[i]);
        previous = offsets[i];
        if (i < maskOffsets.length) {
          checkMaskBehind(image, i, offsets[i] + sizes[i], maskOffsets[i]);
        }
      } else if (i < maskOffsets.length && maskOffsets[i] != 0) {
        if (ordered && maskOffsets[i] < previous) {
          error(
              "the mask of %s lies at byte %d, before the block before it at byte %d"
                  .formatted(image.block(i), maskOffsets[i], previous));
        }
        previous = maskOffsets[i];
      }
    }
  }

  /** The block offsets of an image's mask; none without one. */
  private long[] maskOf(Image image) {
    for (Image mask : masks) {
      if (!image.directory.isMask()
          && mask.width() == image.width()
          && mask.height() == image.height()) {
        if (mask.blockWidth() == image.blockWidth() && mask.blockHeight() == image.blockHeight()) {
          return mask.offsets();
        }
        error("the mask of %s has blocks of another size".formatted(image.name));
      }
    }
    return new long[0];
  }

  private void checkMaskBehind(Image image, int block, long end, long maskOffset) {
    long expected =
        end
            + (says("BLOCK_LEADER=SIZE_AS_UINT4") ? 4 : 0)
            + (says("BLOCK_TRAILER=LAST_4_BYTES_REPEATED") ? 4 : 0);
    if (maskOffset != 0 && maskOffset != expected) {
      error(
          "the mask of %s lies at byte %d instead of %d"
              .formatted(image.block(block), maskOffset, expected));
    }
  }

  private void checkAround(Image image, int block, long offset, long size) {
    if (offset < 4 || size < 0 || offset > source.size() - size) {
      error(
          "%s does not lie inside the file: %d bytes from byte %d"
              .formatted(image.block(block), size, offset));
      return;
    }
    if (says("BLOCK_LEADER=SIZE_AS_UINT4")) {
      long leader = integer(offset - 4) & 0xffffffffL;
      if (leader != size) {
        error(
            "%s has %d bytes, and its leader says %d".formatted(image.block(block), size, leader));
      }
    }
    if (says("BLOCK_TRAILER=LAST_4_BYTES_REPEATED") && size >= 4) {
      boolean there = offset + size + 4 <= source.size();
      if (!there || integer(offset + size - 4) != integer(offset + size)) {
        error("%s is not followed by its last four bytes once more".formatted(image.block(block)));
      }
    }
  }

  private int integer(long at) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    source.read(at, bytes);
    return bytes.getInt(0);
  }
}
