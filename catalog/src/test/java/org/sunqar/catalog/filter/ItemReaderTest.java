// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;

class ItemReaderTest {

  @Test
  void bytesAnswerAsTreesDo() {
    RandomFilters random = new RandomFilters(3);
    for (int i = 0; i < 5_000; i++) {
      Filter filter = random.filter();
      ObjectNode item = random.item();
      byte[] bytes = item.toString().getBytes(StandardCharsets.UTF_8);
      assertEquals(filter.test(item), filter.test(bytes), () -> filter + " on " + item);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          b = 2 AND c.d = 3       | true
          c.d = 3 AND b = 2       | true
          id = 'x' AND b = 2      | true
          absent IS NULL          | true
          assets.a.b = 1          | true
          stac_version = '1'      | true
          type IS NULL            | true
          TRUE                    | true
          datetime = '2022-04-16' | true
          """)
  void anyOrderOfFields(String text, boolean wanted) {
    String item =
        """
        {"assets": {"a": {"b": 1}}, "stac_version": 5,
         "properties": {"a": {"b": [1, {}]}, "end_datetime": "2022-04-17T00:00:00Z", "b": 2,
           "c": {"d": 3}, "start_datetime": "2022-04-15T00:00:00Z", "stac_version": "1"},
         "id": "x"}
        """;
    assertEquals(wanted, Filter.parseText(text).test(item.getBytes(StandardCharsets.UTF_8)), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "5", "{", "{\"a\"", "{\"properties\": {\"a\": [", "\u0000"})
  void whatIsNoItemIsCorrupt(String document) {
    Filter filter = Filter.parseText("a = 1");
    CatalogException e =
        assertThrows(
            CatalogException.class, () -> filter.test(document.getBytes(StandardCharsets.UTF_8)));
    assertEquals(CatalogException.Key.CORRUPT, e.key());
  }
}
