// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/** Answers as another raster does, but for what a subclass answers itself; has no structure. */
abstract class ForwardingRaster implements Raster {

  /** The other raster, which is closed with this one. */
  final Raster raster;

  ForwardingRaster(Raster raster) {
    this.raster = raster;
  }

  @Override
  public String name() {
    return raster.name();
  }

  @Override
  public Grid grid() {
    return raster.grid();
  }

  @Override
  public List<BandInfo> bands() {
    return raster.bands();
  }

  @Override
  public Map<String, String> metadata() {
    return raster.metadata();
  }

  @Override
  public Optional<GroundControl> groundControl() {
    return raster.groundControl();
  }

  @Override
  public Optional<Rpc> rpc() {
    return raster.rpc();
  }

  @Override
  public int blockWidth() {
    return raster.blockWidth();
  }

  @Override
  public int blockHeight() {
    return raster.blockHeight();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    return raster.read(window, wanted);
  }

  @Override
  public boolean hasMask() {
    return raster.hasMask();
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    return raster.readMask(window);
  }

  @Override
  public void close() {
    raster.close();
  }
}
