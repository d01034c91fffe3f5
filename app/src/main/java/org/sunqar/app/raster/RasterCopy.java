// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.Path;
import java.util.List;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.tiff.CogWriter;

final class RasterCopy {
  static void write(
      Raster raster, Path target, CogWriter.Options options, ProgressOptions.Progress progress) {
    Window all = raster.grid().window();
    int step = Math.max(options.blockSize(), 512);
    boolean alpha = raster.bands().stream().anyMatch(b -> b.color() == ColorInterpretation.ALPHA);
    try (CogWriter writer =
        CogWriter.create(target, raster.grid(), raster.bands(), raster.metadata(), options)) {
      raster.groundControl().ifPresent(writer::writeGroundControl);
      raster.rpc().ifPresent(writer::writeRpc);
      long done = 0;
      for (int row = 0; row < all.height(); row += step) {
        for (int col = 0; col < all.width(); col += step) {
          Window window =
              new Window(col, row, step, step).intersect(all).orElseThrow();
          List<PixelBlock> blocks = raster.read(window);
          for (int b = 0; b < blocks.size(); b++) {
            writer.write(window, b + 1, blocks.get(b));
          }
          if (raster.hasMask() && !alpha) {
            writer.writeMask(window, raster.readMask(window));
          }
          done += window.pixels();
          progress.step(done, all.pixels());
        }
      }
      writer.finish();
    }
  }

  private RasterCopy() {}
}
