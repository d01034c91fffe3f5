// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Link;

/**
 * Makes an item of this catalogue from a document of another: absolute addresses, no links that say
 * where the document was, names that an address can hold.
 *
 * @param collection that all items are put into; when empty, the one that each names
 */
record ItemIntake(Optional<String> collection) {

  private static final int MAX_NAME = 500;

  /** Links that say where a document and its neighbours are, which will be elsewhere. */
  private static final Set<String> PLACES =
      Set.of("self", "root", "parent", "collection", "items", "item", "next", "prev", "edit");

  /**
   * @throws CatalogException INVALID saying why it cannot be taken
   */
  Item take(ObjectNode json, Origin origin) {
    Item item = Item.fromJson(json);
    String into = collection.orElse(item.collection());
    if (into.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + item.id() + " names no collection; --collection says which");
    }
    checkName("id", item.id());
    checkName("collection", into);
    Map<String, Asset> assets = new LinkedHashMap<>();
    item.assets()
        .forEach((key, asset) -> assets.put(key, asset.withHref(origin.asset(asset.href()))));
    return new Item(
        item.id(),
        into,
        item.footprint(),
        item.properties(),
        assets,
        links(item.links(), origin),
        item.other());
  }

  /** A link that leads to nothing that may be named is left out; an item does not need it. */
  static List<Link> links(List<Link> given, Origin origin) {
    List<Link> links = new ArrayList<>();
    for (Link link : given) {
      if (PLACES.contains(link.rel())) {
        continue;
      }
      try {
        links.add(new Link(link.rel(), origin.link(link.href()), link.other()));
      } catch (CatalogException _) {
        // said above
      }
    }
    return links;
  }

  static void checkName(String what, String name) {
    boolean bad =
        name.isBlank()
            || name.length() > MAX_NAME
            || name.equals(".")
            || name.equals("..")
            || name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\');
    if (bad) {
      String shown = name.length() <= 60 ? name : name.substring(0, 57) + "...";
      throw new CatalogException(
          CatalogException.Key.INVALID,
          what
              + " '"
              + shown.replaceAll("\\p{Cntrl}", "?")
              + "' cannot stand in an address: at most "
              + MAX_NAME
              + " characters, none of them a slash or a control character, were expected");
    }
  }
}
