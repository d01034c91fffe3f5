// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

class SchemaTest {

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(4326), Affine.northUp(10, 50, 0.01, 0.01), 200, 100);

  @ParameterizedTest
  @EnumSource(ClearMask.class)
  void anItemIsValid(ClearMask rule) {
    assertThat(new StacSchemas().problems(item(rule).toJson())).isEmpty();
  }

  @Test
  void theSchemasNoticeAnInvalidItem() {
    ObjectNode json = item(ClearMask.ONE_IS_CLEAR).toJson();
    json.withObject("properties").put("proj:epsg", 4326);
    assertThat(new StacSchemas().problems(json)).isNotEmpty();
  }

  @Test
  void itListsTheExtensionsThatItUsesAndNoOthers() {
    assertThat(item(ClearMask.ZERO_IS_CLEAR).toJson().path("stac_extensions"))
        .extracting(node -> node.asText().replaceAll(".*github.io/(\\w+)/.*", "$1"))
        .containsExactly("projection", "eo", "raster", "classification");
  }

  @Test
  void collectionsAreValid() {
    Collection empty = Collection.of("c", "Nothing yet");
    Collection full =
        empty.withExtent(
            new Collection.Extent(
                Optional.of(new Bounds(1, 2, 3, 4)),
                Optional.of(TimeInterval.at(Instant.parse("2020-01-01T00:00:00Z")))));
    StacSchemas schemas = new StacSchemas();
    assertThat(schemas.problems(empty.toJson())).isEmpty();
    assertThat(schemas.problems(full.toJson())).isEmpty();
    assertThat(Collection.fromJson(full.toJson()).extent()).isEqualTo(full.extent());
    assertThat(Collection.fromJson(empty.toJson()).extent()).isEqualTo(Collection.Extent.EMPTY);
  }

  private static Item item(ClearMask rule) {
    Band red =
        Band.named("red")
            .withSamples(PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0.5)
            .with("eo:common_name", "red")
            .with("unit", "1");
    Asset data =
        new Asset("file:///d/r.tif", List.of("data"), List.of(red), Map.of())
            .with("type", Json.NODES.textNode(Asset.COG));
    Asset mask =
        rule.on(
            new Asset(
                "file:///d/m.tif",
                List.of("cloud"),
                List.of(
                    Band.named("mask").withSamples(PixelType.UINT8, OptionalDouble.empty(), 1, 0)),
                Map.of()));
    return Item.of(
        "i",
        "c",
        Footprint.of(GRID),
        new TimeInterval(
            Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-03T00:00:00Z")),
        GridFields.of(GRID),
        Map.of("data", data, "mask", mask));
  }
}
