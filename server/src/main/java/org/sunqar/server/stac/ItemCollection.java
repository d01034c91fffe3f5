// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemPage;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Verb;

/**
 * A page of items as a GeoJSON FeatureCollection, put together from the stored bytes in one buffer.
 *
 * <p>{@code numberMatched} is told where it costs nothing: when the page holds all that match.
 */
final class ItemCollection {

  private ItemCollection() {}

  static Answer answer(Request request, SearchRequest search, ItemPage page, NextLink next) {
    int size = 2048;
    for (ItemDocument item : page.items()) {
      size = Math.addExact(size, item.json().length + ItemWriter.LINKS);
    }
    JsonBytes out = new JsonBytes(size);
    ItemWriter writer = new ItemWriter(request.base());
    out.append("{\"type\":\"FeatureCollection\",\"features\":[");
    long tag = request.base().hashCode();
    boolean first = true;
    for (ItemDocument item : page.items()) {
      if (!first) {
        out.append(",");
      }
      first = false;
      if (search.fields().isPresent()) {
        out.append(search.fields().get().of(writer.tree(item)).toString());
      } else {
        writer.write(item, out);
      }
      tag = mixed(tag, item.version());
    }
    if (page.next().isPresent()) {
      tag = mixed(tag, page.next().get());
    }
    out.append("],\"links\":").append(links(request, page, next).toString());
    String returned = Integer.toString(page.items().size());
    out.append(",\"numberReturned\":").append(returned);
    String context = ",\"context\":{\"returned\":" + returned + ",\"limit\":" + search.limit();
    if (page.next().isEmpty() && search.token().isEmpty()) {
      out.append(",\"numberMatched\":").append(returned);
      context += ",\"matched\":" + returned;
    }
    out.append(context).append("}}");
    return Answer.of(out.bytes(), out.length()).tagged(EntityTag.weak(Long.toHexString(tag)));
  }

  private static ArrayNode links(Request request, ItemPage page, NextLink next) {
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    Links.add(links, "self", request.self(), "application/geo+json");
    if (request.route().verb() == Verb.GET) {
      Links.addPage(links, Links.withoutForm(request));
    }
    Links.add(links, "root", request.base(), "application/json");
    String template = request.route().template();
    if (template.startsWith("/api/collections/")) {
      String collection = request.address("collections", request.segment("collection"));
      Links.add(links, "collection", collection, "application/json");
    }
    page.next().ifPresent(place -> links.add(next.to(place)));
    return links;
  }

  /** A page is the same as long as its items and their versions are. */
  private static long mixed(long tag, String version) {
    long mixed = tag;
    for (int i = 0; i < version.length(); i++) {
      mixed = mixed * 0x100000001b3L ^ version.charAt(i); // FNV-1
    }
    return mixed;
  }
}
