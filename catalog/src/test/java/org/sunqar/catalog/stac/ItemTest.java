// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

class ItemTest {

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(4326), Affine.northUp(10, 50, 0.01, 0.01), 200, 100);

  /** An item as another program may write it: fields of no extension that is known here. */
  private static final String FOREIGN =
      """
      {"type":"Feature","stac_version":"1.1.0",
       "stac_extensions":["https://example.com/odd/v3/schema.json",
                          "https://stac-extensions.github.io/eo/v1.1.0/schema.json"],
       "id":"x","collection":"c",
       "geometry":{"type":"Point","coordinates":[7.5,51.25,100]},"bbox":[7.5,51.25,7.5,51.25],
       "properties":{"datetime":"2020-06-01T10:00:00+02:00","odd:colour":{"of":["money",null,1.50]},
                     "eo:cloud_cover":12},
       "links":[{"rel":"self","href":"https://example.com/x.json","method":"GET"}],
       "assets":{"a":{"href":"./a.tif","odd:weight":3,"bands":[{"name":"B1","odd:taste":"sour"}]}},
       "odd:top":true}
      """;

  @Test
  void whatIsNotKnownSurvives() {
    Item item = Item.fromJson(Json.parseObject(FOREIGN));
    // known extensions come first; each keeps the version that was declared
    ObjectNode expected = Json.parseObject(FOREIGN);
    expected
        .putArray("stac_extensions")
        .add("https://stac-extensions.github.io/eo/v1.1.0/schema.json")
        .add("https://example.com/odd/v3/schema.json");
    assertThat(Json.parseObject(Json.write(item.toJson()))).isEqualTo(expected);
    assertThat(item.time()).isEqualTo(Instant.parse("2020-06-01T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "B4, red, 1",
    "b4, red, 1",
    "RED, red, 1",
    "nir, near, 1",
    "nir08, near, 1",
    "swir1, stack, 2",
    "SWIR16, stack, 2",
    "ndvi, stack, 1"
  })
  void aBandIsFoundByItsNameOrItsCommonName(String asked, String asset, int band) {
    assertThat(item().band(asked))
        .hasValueSatisfying(source -> {
          assertThat(source.assetKey()).isEqualTo(asset);
          assertThat(source.band()).isEqualTo(band);
        });
  }

  @Test
  void aBandSaysHowItsSamplesAreStored() {
    assertThat(item().band("red"))
        .contains(
            new BandSource(
                "red", "file:///d/r.tif", 1, PixelType.UINT16, OptionalDouble.of(0), 2e-5, -0.1));
    assertThat(item().band("ndvi").orElseThrow().noData().orElseThrow()).isNaN();
    assertThat(item().band("ndvi").orElseThrow().path()).isEqualTo(Path.of("/d/stack.tif"));
    assertThat(item().band("green")).isEmpty();
  }

  @Test
  void theMaskMayBeABandOrAnAsset() {
    assertThat(item().clearMask())
        .contains(new MaskSource("file:///d/stack.tif", 3, ClearMask.ONE_IS_CLEAR));
    Asset mask =
        ClearMask.LANDSAT_C1_BQA.on(new Asset("file:///d/qa.tif", List.of(), List.of(), Map.of()));
    Item item =
        Item.of(
            "i",
            "c",
            Footprint.of(GRID),
            TimeInterval.at(Instant.EPOCH),
            Map.of(),
            Map.of("qa", mask));
    assertThat(item.clearMask())
        .contains(new MaskSource("file:///d/qa.tif", 1, ClearMask.LANDSAT_C1_BQA));
  }

  @Test
  void theGridComesBack() {
    assertThat(item().grid()).contains(GRID);
    assertThat(item().grid("red")).contains(GRID);
    assertThat(item().grid("stack")).contains(GRID.coarsened(2));
    assertThat(item().grid("other")).isEmpty();
  }

  @Test
  void anIntervalIsAnalysedAtItsMiddle() {
    Item item =
        Item.of(
            "i",
            "c",
            Footprint.of(GRID),
            new TimeInterval(
                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-03T00:00:00Z")),
            Map.of(),
            Map.of());
    assertThat(item.time()).isEqualTo(Instant.parse("2020-01-02T00:00:00Z"));
    assertThat(item.toJson().path("properties").path("datetime").isNull()).isTrue();
  }

  @Test
  void filesOfTheWorkspaceAreNamedRelativeToIt() {
    Item item = item().withHrefs(href -> Href.ofPath(Path.of("/w s/scenes/é x.tif")));
    Item relative = item.relativeTo(Path.of("/w s"));
    assertThat(relative.assets().get("red"))
        .satisfies(asset -> assertThat(asset.href()).startsWith("./scenes/").endsWith("x.tif"));
    assertThat(relative.resolvedAgainst(Path.of("/elsewhere")).band("red").orElseThrow().path())
        .isEqualTo(Path.of("/elsewhere/scenes/é x.tif"));
    assertThat(item().relativeTo(Path.of("/w s"))).isEqualTo(item());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"type\"",
        "[]|object",
        "{\"type\":\"Feature\",|not JSON",
        "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":null}|geometry",
        "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}|datetime",
        "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
            + "\"properties\":{\"datetime\":\"yesterday\"}}|yesterday",
        "{\"type\":\"Feature\",\"id\":1}|\"id\"",
      })
  void whatIsNoItemIsRefusedWithTheField(String json, String named) {
    assertThatThrownBy(() -> Item.fromJson(Json.parseObject(json)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(named);
  }

  private static Item item() {
    Band red =
        Band.named("B4")
            .withSamples(PixelType.UINT16, OptionalDouble.of(0), 2e-5, -0.1)
            .with("eo:common_name", "red");
    Band near =
        Band.named("B5")
            .withSamples(PixelType.UINT16, OptionalDouble.of(0), 2e-5, -0.1)
            .with("eo:common_name", "nir08");
    Asset stack =
        new Asset(
            "file:///d/stack.tif",
            List.of("data"),
            List.of(
                Band.named("NDVI")
                    .withSamples(PixelType.FLOAT32, OptionalDouble.of(Double.NaN), 1, 0),
                Band.named("B6")
                    .withSamples(PixelType.FLOAT32, OptionalDouble.empty(), 1, 0)
                    .with("eo:common_name", "swir16"),
                ClearMask.ONE_IS_CLEAR.on(
                    Band.named("clear")
                        .withSamples(PixelType.FLOAT32, OptionalDouble.empty(), 1, 0))),
            GridFields.of(GRID.coarsened(2)));
    Map<String, Asset> assets = new java.util.LinkedHashMap<>();
    assets.put("red", new Asset("file:///d/r.tif", List.of("data"), List.of(red), Map.of()));
    assets.put("near", new Asset("file:///d/n.tif", List.of("data"), List.of(near), Map.of()));
    assets.put("stack", stack);
    return Item.of(
        "i",
        "c",
        Footprint.of(GRID),
        TimeInterval.at(Instant.parse("2020-01-01T00:00:00Z")),
        GridFields.of(GRID),
        assets);
  }
}
