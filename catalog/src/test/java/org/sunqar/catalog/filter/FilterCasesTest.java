// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sunqar.catalog.TestFolders;

/** Filters with known numbers of features, in text and in JSON. */
class FilterCasesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void everyFilterFindsAsManyFeaturesAsItMust() throws IOException {
    Path folder = TestFolders.shared("spec/cql2");
    Map<String, JsonNode> collections = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    for (JsonNode c : MAPPER.readTree(folder.resolve("cases.json").toFile())) {
      String collection = c.path("collection").textValue();
      if (!collections.containsKey(collection)) {
        Path file = folder.resolve("data").resolve(collection + ".geojson");
        collections.put(collection, MAPPER.readTree(file.toFile()));
      }
      JsonNode features = collections.get(collection).path("features");
      String text = c.path("filter").textValue();
      Filter filter = Filter.parseText(text);
      Filter fromJson = Filter.parseJson(MAPPER.readTree(filter.toJson().toString()));
      assertEquals(filter, fromJson, text);
      assertEquals(filter, Filter.parseText(filter.toText()), text);
      long wanted = c.path("expected").longValue();
      if (count(filter, features) != wanted || count(fromJson, features) != wanted) {
        wrong.add(text + ": " + count(filter, features) + " instead of " + wanted);
      }
      cases++;
    }
    assertEquals(List.of(), wrong);
    assertEquals(108, cases);
  }

  private static long count(Filter filter, JsonNode features) {
    long found = 0;
    for (JsonNode feature : features) {
      found += filter.test(feature) ? 1 : 0;
    }
    return found;
  }
}
