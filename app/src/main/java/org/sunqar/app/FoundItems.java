// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemPage;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;

/** The items of a query, got a page at a time while they are printed. */
final class FoundItems implements Iterator<Item> {

  private static final int PAGE = 500;

  private final Workspace workspace;
  private final ItemStore store;
  private ItemQuery query;
  private long left;
  private Iterator<ItemDocument> page = List.<ItemDocument>of().iterator();
  private boolean last;

  /**
   * @param limit at most so many; 0 is all
   */
  FoundItems(Workspace workspace, ItemStore store, ItemQuery query, int limit) {
    this.workspace = workspace;
    this.store = store;
    this.query = query;
    this.left = limit == 0 ? Long.MAX_VALUE : limit;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !last && left > 0) {
      ItemPage next = store.page(query.atMost((int) Math.min(PAGE, left)));
      page = next.items().iterator();
      left -= next.items().size();
      Optional<String> place = next.next();
      last = place.isEmpty();
      if (place.isPresent()) {
        query = query.after(place.get());
      }
    }
    return page.hasNext();
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ItemJson.read(page.next().json()).resolvedAgainst(workspace.folder());
  }

  /** Whether there are more than were asked for; known at the end. */
  boolean more() {
    return !last;
  }

  void print(Console console, OutputOptions.Format format) {
    PrintWriter out = console.out();
    switch (format) {
      case AUTO, TABLE, CSV -> {
        TextTable table =
            new TextTable("collection", "id", "datetime", "cloud", "platform", "bbox");
        forEachRemaining(item -> ItemCommand.describe(table.addRow(), item));
        table.print(console, format);
      }
      case NDJSON -> forEachRemaining(item -> out.println(item.toJson()));
      case JSON, GEOJSON -> {
        out.print("{\"type\":\"FeatureCollection\",\"features\":[");
        for (String comma = "\n"; hasNext(); comma = ",\n") {
          out.print(comma);
          out.print(next().toJson());
        }
        out.println("\n]}");
      }
    }
  }
}
