// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.server.http.Request;

/**
 * Items as a client gets them: the stored bytes, with the links that depend on the client's address
 * put in before the last two bytes, and the addresses of local files replaced by those of the
 * server. Nothing is parsed.
 */
final class ItemWriter {

  /** About how long the links of an item are (bytes). */
  static final int LINKS = 640;

  private final String base;
  private final Map<String, Ends> ends = new HashMap<>();

  /** The links of a collection's items, before and after the item's own id. */
  @SuppressWarnings("ArrayRecordComponent") // shared within a request, compared nowhere
  private record Ends(byte[] before, byte[] after, String items) {}

  /** {@code base}: where the API is for this client. */
  ItemWriter(String base) {
    this.base = base;
  }

  /** Appends an item. */
  void write(ItemDocument item, JsonBytes out) {
    byte[] json = item.json();
    Ends links = ends.computeIfAbsent(item.collection(), this::ends);
    String id = Request.encode(item.id());
    int end = json.length - 2;
    if (item.localFiles()) {
      String assets = links.items + id + "/assets/";
      AssetHrefs.copy(json, end, key -> assets + Request.encode(key), out);
    } else {
      out.append(json, 0, end);
    }
    if (out.last() != '[') {
      out.append(",");
    }
    out.append(links.before).append(id).append(links.after);
  }

  /**
   * Appends an item with links to its page and its pictures; a page of items does without these.
   *
   * @param pictures whether there are any
   */
  void writeWithPage(ItemDocument item, JsonBytes out, boolean pictures) {
    write(item, out);
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    String address =
        base
            + "/collections/"
            + Request.encode(item.collection())
            + "/items/"
            + Request.encode(item.id());
    Links.addPage(links, address);
    if (pictures) {
      Links.addPictures(links, address);
    }
    out.shorten(2); // the ends of the links and of the item
    links.forEach(link -> out.append(",").append(link.toString()));
    out.append("]}");
  }

  /** An item as a tree, for what changes more of it. */
  ObjectNode tree(ItemDocument item) {
    JsonBytes out = new JsonBytes(item.json().length + LINKS);
    write(item, out);
    return Json.parseObject(new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8));
  }

  private Ends ends(String collection) {
    String address = base + "/collections/" + Request.encode(collection);
    String before =
        "{\"rel\":\"self\",\"type\":\"application/geo+json\",\"href\":\"" + address + "/items/";
    String after =
        "\"},{\"rel\":\"root\",\"type\":\"application/json\",\"href\":\""
            + base
            + "\"},{\"rel\":\"parent\",\"type\":\"application/json\",\"href\":\""
            + address
            + "\"},{\"rel\":\"collection\",\"type\":\"application/json\",\"href\":\""
            + address
            + "\"}]}";
    return new Ends(
        before.getBytes(StandardCharsets.UTF_8),
        after.getBytes(StandardCharsets.UTF_8),
        address + "/items/");
  }
}
