// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;

class ItemRowTest {

  private static final Path WORKSPACE = Path.of("/w");
  private static final Instant CREATED = Instant.parse("2024-01-02T03:04:05Z");
  private static final Instant UPDATED = Instant.parse("2025-01-02T03:04:05.67899Z");

  private static final String TEXT =
      """
      {"type": "Feature", "stac_version": "1.0.0", "id": "a \\"b\\" é", "collection": "c",
       "properties": {"datetime": "2020-05-06T07:08:09.123456Z", "updated": "2020-06-01T00:00:00Z",
         "eo:cloud_cover": 12.5, "created": "2020-05-07T00:00:00+02:00", "platform": "p"},
       "geometry": {"type": "Point", "coordinates": [1, 2]}, "bbox": [1, 2, 1, 2],
       "links": [{"rel": "self", "href": "https://there/x"},
         {"rel": "derived_from", "href": "https://there/y"}],
       "assets": {"data": {"href": "file:///w/a.tif"}, "far": {"href": "https://there/b.tif"}},
       "mine": {"links": [1]}}
      """;

  @Test
  void aDocumentHasItsStampsFirstAndItsForeignLinksLast() {
    ItemRow row = ItemRow.of(item(TEXT), WORKSPACE);
    ItemDocument document = row.stamped(CREATED, UPDATED);
    assertThat(text(document))
        .contains(
            "\"properties\":{\"created\":\"2024-01-02T03:04:05.000Z\","
                + "\"updated\":\"2025-01-02T03:04:05.678Z\",\"datetime\":\"2020")
        .contains("\"data\":{\"href\":\"./a.tif\"}")
        .endsWith(",\"links\":[{\"rel\":\"derived_from\",\"href\":\"https://there/y\"}]}");
    assertThat(document.localFiles()).isTrue();
    assertThat(document.version()).matches("[0-9a-f]{16}");
    assertThat(row.created()).contains(Instant.parse("2020-05-06T22:00:00Z"));
    assertThat(row.time()).isEqualTo(1588748889123456L);
    assertThat(ItemRow.instant(row.time())).isEqualTo(Instant.parse("2020-05-06T07:08:09.123456Z"));
    assertThat(row.number("eo:cloud_cover")).hasValue(12.5);
    assertThat(row.text("platform")).contains("p");
  }

  @Test
  void aDocumentThatWasReadAgainIsTheSame() {
    ItemDocument document = ItemRow.of(item(TEXT), WORKSPACE).stamped(CREATED, UPDATED);
    ItemRow again = ItemRow.of(document);
    assertThat(again.created()).contains(CREATED);
    ItemDocument copy = again.stamped(again.created().orElseThrow(), again.updated().orElseThrow());
    assertThat(text(copy)).isEqualTo(text(document));
    assertThat(copy.version()).isEqualTo(document.version());
  }

  @Test
  void theDigestDependsOnEverythingButTheStamps() {
    long digest = ItemRow.of(item(TEXT), WORKSPACE).digest();
    assertThat(ItemRow.of(item(TEXT.replace("2020-06-01T", "2021-06-01T")), WORKSPACE).digest())
        .isEqualTo(digest);
    assertThat(ItemRow.of(item(TEXT.replace("12.5", "12.6")), WORKSPACE).digest())
        .isNotEqualTo(digest);
    assertThat(ItemRow.of(item(TEXT.replace("there/y", "there/z")), WORKSPACE).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void refusesWhatCannotBeKept() {
    assertThatThrownBy(() ->
            ItemRow.of(item(TEXT.replace("\"p\"", "\"" + "p".repeat(9 << 20) + "\"")), WORKSPACE))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("8388608 at most");
    assertThatThrownBy(
            () -> ItemRow.of(item(TEXT.replace("\"collection\": \"c\",", "")), WORKSPACE))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("names no collection");
    assertThatThrownBy(() ->
            ItemRow.of(item(TEXT.replace("2020-05-07T00:00:00+02:00", "yesterday")), WORKSPACE)
                .created())
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("created \"yesterday\" is not a date");
  }

  private static Item item(String text) {
    ObjectNode json = Json.parseObject(text);
    return Item.fromJson(json);
  }

  private static String text(ItemDocument document) {
    return new String(document.json(), StandardCharsets.UTF_8);
  }
}
