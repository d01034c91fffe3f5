// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sunqar.raster.RasterException;

class GridTest {

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32633), Affine.northUp(499980, 5300040, 10, 10), 100, 70);

  @Test
  void paddingKeepsPixelsInPlace() {
    Grid padded = GRID.padded(3);
    assertThat(padded.width()).isEqualTo(106);
    assertThat(padded.affine()).isEqualTo(Affine.northUp(499950, 5300070, 10, 10));
    Grid multiple = GRID.paddedToMultipleOf(64);
    assertThat(multiple.width()).isEqualTo(128);
    assertThat(multiple.height()).isEqualTo(128);
    assertThat(multiple.affine()).isEqualTo(GRID.affine());
  }

  @Test
  void zoomingKeepsTheArea() {
    assertThat(GRID.resized(50, 7).bounds()).isEqualTo(GRID.bounds());
    Grid coarse = GRID.atResolution(30);
    assertThat(coarse.width()).isEqualTo(34);
    assertThat(coarse.height()).isEqualTo(24);
    assertThat(coarse.pixelWidth()).isEqualTo(30);
    assertThat(GRID.atResolution(20).bounds()).isEqualTo(GRID.bounds());
  }

  @Test
  void gridsThatCoverAreasAreAligned() {
    Crs crs = Crs.ofEpsg(3035);
    Grid one = Grid.covering(new Bounds(4321005, 3210001, 4321099, 3210299), crs, 30);
    assertThat(one.bounds()).isEqualTo(new Bounds(4320990, 3210000, 4321110, 3210300));
    assertThat(Grid.covering(one.bounds(), crs, 30)).isEqualTo(one);
    Grid other = Grid.covering(new Bounds(-55, -7, 100, 300), crs, 30);
    assertThat(one.isAlignedWith(other)).isTrue();
    assertThatThrownBy(() -> Grid.covering(new Bounds(0, 0, 1e9, 1e9), crs, 1e-3))
        .isInstanceOf(RasterException.class);
  }

  @Test
  void blocksCoverEachPixelOnce() {
    assertThat(GRID.blocks(64, 32).mapToLong(Window::pixels).sum()).isEqualTo(7000);
    assertThat(GRID.blocks(64, 32)).contains(new Window(64, 64, 36, 6)).hasSize(6);
  }
}
