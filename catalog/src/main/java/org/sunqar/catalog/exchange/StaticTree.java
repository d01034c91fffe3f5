// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;

/**
 * Walks a static catalogue: catalogues and collections by their {@code child} links, items by their
 * {@code item} links, each document once however many links lead to it.
 */
final class StaticTree {

  /** Catalogues and collections below each other. */
  static final int MAX_DEPTH = 32;

  /** Documents that are visited and links that wait, at most. */
  static final int MAX_DOCUMENTS = 2_000_000;

  private final StacDocuments documents;
  private final Set<String> seen = new HashSet<>();

  /** A catalogue that waits for its visit, and the collection that it is in. */
  private record Waiting(URI address, int depth, Optional<String> collection) {}

  /** An item that is linked to, and the collection that it is in. */
  record ItemLink(URI address, Optional<String> collection) {}

  StaticTree(StacDocuments documents) {
    this.documents = documents;
  }

  /**
   * @param collections hears of each collection
   * @param items hears of each item that is linked to
   * @param lost hears of each catalogue that cannot be read, and why
   */
  void walk(
      StacDocuments.Found root,
      Consumer<StacDocuments.Found> collections,
      Consumer<ItemLink> items,
      BiConsumer<String, RuntimeException> lost) {
    Deque<Waiting> stack = new ArrayDeque<>();
    seen.add(root.address().toString());
    visit(root, 0, Optional.empty(), stack, collections, items, lost);
    while (!stack.isEmpty()) {
      Waiting next = stack.pop();
      StacDocuments.Found found;
      try {
        found = documents.get(next.address());
      } catch (CatalogException | RasterException e) {
        lost.accept(next.address().toString(), e);
        continue;
      }
      visit(found, next.depth(), next.collection(), stack, collections, items, lost);
    }
  }

  private void visit(
      StacDocuments.Found found,
      int depth,
      Optional<String> within,
      Deque<Waiting> stack,
      Consumer<StacDocuments.Found> collections,
      Consumer<ItemLink> items,
      BiConsumer<String, RuntimeException> lost) {
    ObjectNode json = found.json();
    boolean isCollection = json.path("type").asText().equals("Collection") || json.has("extent");
    Optional<String> collection = isCollection ? Optional.of(json.path("id").asText()) : within;
    if (isCollection) {
      collections.accept(found);
    }
    for (URI item : follow(found, "item", lost)) {
      items.accept(new ItemLink(item, collection));
    }
    List<URI> children = follow(found, "child", lost);
    if (!children.isEmpty() && depth == MAX_DEPTH) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          found.address() + " is " + depth + " catalogues deep and goes on; it is not followed");
    }
    for (URI child : children.reversed()) {
      stack.push(new Waiting(child, depth + 1, collection));
    }
  }

  private List<URI> follow(
      StacDocuments.Found found, String rel, BiConsumer<String, RuntimeException> lost) {
    List<URI> targets = new ArrayList<>();
    for (StacLink link : StacLink.of(found.json(), rel)) {
      try {
        URI target = documents.follow(found.address(), link.href());
        if (seen.add(target.toString())) {
          targets.add(target);
        }
      } catch (CatalogException e) {
        lost.accept(found.address().toString(), e);
      }
      if (seen.size() > MAX_DOCUMENTS) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            found.address()
                + " belongs to a catalogue of more than "
                + MAX_DOCUMENTS
                + " documents; import a part of it");
      }
    }
    return targets;
  }
}
