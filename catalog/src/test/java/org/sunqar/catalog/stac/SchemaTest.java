// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    json.withObject("properties").put("proj:epsg", "4326");
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

  @Test
  void bothNamesOfACrsAreThere() {
    ObjectNode json = item(ClearMask.ONE_IS_CLEAR).toJson();
    assertThat(json.at("/properties/proj:code").asText()).isEqualTo("EPSG:4326");
    assertThat(json.at("/properties/proj:epsg").asInt()).isEqualTo(4326);
  }

  @Test
  void extensionsWithoutAPrefixAreListed() {
    Item plain = item(ClearMask.ONE_IS_CLEAR);
    Map<String, JsonNode> properties = new LinkedHashMap<>(plain.properties());
    properties.putAll(
        Json.fieldsBut(
            Json.parseObject(
                """
                {"version":"2","deprecated":false,"published":"2021-01-01T00:00:00Z",
                 "created":"2021-01-01T00:00:00Z","updated":"2021-01-01T00:00:00Z",
                 "renders":{"default":{"assets":["data"],"rescale":[[0,3000]]}},
                 "sat:orbit_state":"descending","sat:relative_orbit":7,
                 "sar:product_type":"GRD","sar:polarizations":["VV"],
                 "sar:instrument_mode":"IW","sar:frequency_band":"C",
                 "grid:code":"MGRS-35NKA","product:type":"S2MSI2A","processing:level":"L2",
                 "view:off_nadir":3.5,"eo:cloud_cover":1}
                """),
            List.of()));
    Item item =
        new Item(
            plain.id(),
            plain.collection(),
            plain.footprint(),
            properties,
            plain.assets(),
            List.of(
                Link.of("collection", "../../c"),
                new Link(
                    "tilejson",
                    "https://example.com/tiles.json",
                    Map.of("render", Json.NODES.textNode("default")))),
            Map.of());
    ObjectNode json = item.toJson();
    assertThat(json.path("stac_extensions"))
        .extracting(node -> node.asText().replaceAll(".*github.io/([\\w-]+)/.*", "$1"))
        .containsExactly(
            "projection",
            "eo",
            "raster",
            "view",
            "sat",
            "sar",
            "grid",
            "product",
            "classification",
            "processing",
            "version",
            "timestamps",
            "render",
            "web-map-links");
    assertThat(new StacSchemas().problems(json)).isEmpty();
  }

  /** "version" of a document that does not mean the extension. */
  @Test
  void aWordThatOthersUseIsNoExtension() {
    Extensions used =
        new Extensions()
            .properties(
                Map.of(
                    "version", Json.NODES.numberNode(3),
                    "expires", Json.NODES.textNode("never"),
                    "updated", Json.NODES.textNode("2021-01-01T00:00:00Z")));
    assertThat(used.declare(List.of())).isEmpty();
  }

  private static final String OLD =
      """
      {"type":"Feature","stac_version":"1.0.0","id":"i","collection":"c",
       "stac_extensions":["https://stac-extensions.github.io/eo/v1.1.0/schema.json",
         "https://stac-extensions.github.io/raster/v1.1.0/schema.json",
         "https://stac-extensions.github.io/projection/v1.1.0/schema.json"],
       "geometry":{"type":"Point","coordinates":[1,2]},"bbox":[1,2,1,2],
       "properties":{"datetime":"2020-01-01T00:00:00Z","proj:epsg":32631,"eo:cloud_cover":4},
       "links":[{"rel":"collection","href":"./c.json"}],
       "assets":{
        "red":{"href":"https://example.com/r.tif","proj:shape":[2,3],
          "eo:bands":[{"name":"B4","common_name":"red","center_wavelength":0.665}],
          "raster:bands":[{"data_type":"uint16","nodata":0,"scale":0.0001,"offset":-0.1,
            "statistics":{"minimum":1,"maximum":2,"mean":1.5}}]},
        "other":{"href":"https://example.com/o.tif","proj:epsg":null,
          "raster:bands":[{"data_type":"uint8"},{"bits_per_sample":4}]}}}
      """;

  @Test
  void anItemOfStac10IsReadInTheTermsOf11() {
    Item item = Item.fromJson(Json.parseObject(OLD));
    ObjectNode json = item.toJson();
    assertThat(json.path("stac_version").asText()).isEqualTo("1.1.0");
    assertThat(json.at("/assets/red/bands"))
        .isEqualTo(
            Json.parseObject(
                    """
                    {"bands":[{"name":"B4","eo:common_name":"red","eo:center_wavelength":0.665,
                      "data_type":"uint16","nodata":0,"raster:scale":0.0001,"raster:offset":-0.1,
                      "statistics":{"minimum":1,"maximum":2,"mean":1.5}}]}
                    """)
                .path("bands"));
    assertThat(json.at("/assets/other/bands/1/raster:bits_per_sample").asInt()).isEqualTo(4);
    assertThat(json.at("/properties/proj:code").asText()).isEqualTo("EPSG:32631");
    assertThat(json.at("/assets/other/proj:code").isNull()).isTrue();
    assertThat(item.band("red").orElseThrow().scale()).isEqualTo(1e-4);
    assertThat(json.path("stac_extensions"))
        .extracting(node -> node.asText().replaceAll(".*github.io/(.*)/schema.json", "$1"))
        .containsExactly("projection/v1.2.0", "eo/v2.0.0", "raster/v2.0.0");
    assertThat(new StacSchemas().problems(json)).isEmpty();
    assertThat(Item.fromJson(json).toJson()).isEqualTo(json);
  }

  @Test
  void aCollectionOfStac10IsReadInTheTermsOf11() {
    ObjectNode json =
        Collection.fromJson(
                Json.parseObject(
                    """
                    {"type":"Collection","stac_version":"1.0.0","id":"c","description":"d",
                     "license":"CC-BY-4.0","links":[],
                     "stac_extensions":["https://stac-extensions.github.io/item-assets/v1.0.0/schema.json",
                       "https://stac-extensions.github.io/eo/v1.0.0/schema.json"],
                     "extent":{"spatial":{"bbox":[[1,2,3,4]]},
                       "temporal":{"interval":[["2020-01-01T00:00:00Z","2021-01-01T00:00:00Z"]]}},
                     "summaries":{"eo:cloud_cover":{"minimum":0,"maximum":9}},
                     "item_assets":{"red":{"type":"image/tiff",
                       "eo:bands":[{"name":"B4","common_name":"red"}]}}}
                    """))
            .toJson();
    assertThat(json.at("/item_assets/red/bands/0/eo:common_name").asText()).isEqualTo("red");
    assertThat(json.path("stac_extensions"))
        .extracting(node -> node.asText().replaceAll(".*github.io/(.*)/schema.json", "$1"))
        .containsExactly("eo/v2.0.0");
    assertThat(new StacSchemas().problems(json)).isEmpty();
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
