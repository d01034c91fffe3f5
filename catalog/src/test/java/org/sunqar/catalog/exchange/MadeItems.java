// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sunqar.catalog.stac.Json;

/** STAC items made from a seed. */
final class MadeItems {

  private MadeItems() {}

  /** A plain item: a square of a degree, one asset elsewhere. */
  static ObjectNode plain(String collection, String id, int seed) {
    Random random = new Random(seed);
    double west = random.nextInt(3500) / 10.0 - 180 + 0.05;
    double south = random.nextInt(1700) / 10.0 - 88 + 0.05;
    ObjectNode item =
        Json.parseObject(
            """
            {"type":"Feature","stac_version":"1.1.0","stac_extensions":[],"id":"%s",
             "collection":"%s","properties":{"datetime":"2020-%02d-%02dT10:%02d:00Z",
               "platform":"landsat-8","gsd":30,"eo:cloud_cover":%s},
             "links":[],"assets":{"red":{"href":"https://data.example.org/%s/red.tif",
               "type":"image/tiff; application=geotiff; profile=cloud-optimized",
               "roles":["data"]}}}
            """
                .formatted(
                    id,
                    collection,
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(60),
                    random.nextInt(1000) / 10.0,
                    id));
    square(item, west, south, west + 1, south + 1);
    return item;
  }

  static void square(ObjectNode item, double west, double south, double east, double north) {
    ObjectNode geometry = item.putObject("geometry");
    geometry.put("type", "Polygon");
    ArrayNode ring = geometry.putArray("coordinates").addArray();
    ring.addArray().add(west).add(south);
    ring.addArray().add(east).add(south);
    ring.addArray().add(east).add(north);
    ring.addArray().add(west).add(north);
    ring.addArray().add(west).add(south);
    item.putArray("bbox").add(west).add(south).add(east).add(north);
  }

  static List<ObjectNode> plain(String collection, int count) {
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(plain(collection, "item-%05d".formatted(i), i));
    }
    return items;
  }

  static String ndjson(List<ObjectNode> items) {
    StringBuilder text = new StringBuilder();
    items.forEach(item -> text.append(item).append('\n'));
    return text.toString();
  }
}
