// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.check.Finding.Problem;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.Expected;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemPage;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.SortKey;

/**
 * Walks all items of a catalogue, a page at a time, and looks whether their files are there and
 * whole, whether they have thumbnails, and whether their boxes are where their pixels are. An item
 * that was changed by somebody else meanwhile is reported, not overwritten. Nothing that is not a
 * thumbnail is deleted.
 *
 * <p>Known limits: a checksum of a function other than MD5, SHA-1, SHA-2 and SHA-3 is not compared.
 * Thumbnails without an item are looked for only by a check of everything that was not interrupted.
 */
public final class CatalogCheck {

  private static final int PAGE = 200;

  /** An import draws before its items are in the catalogue; an older picture is not of one. */
  private static final Duration BEING_IMPORTED = Duration.ofHours(1);

  private final ItemStore store;
  private final Path workspace;

  /**
   * @param workspace the folder that relative addresses start from
   */
  public CatalogCheck(ItemStore store, Path workspace) {
    this.store = store;
    this.workspace = workspace.toAbsolutePath().normalize();
  }

  /**
   * Looks at everything.
   *
   * @throws CatalogException when the catalogue cannot be read or written
   */
  public CheckReport run(CheckOptions options, CheckListener listener) {
    CheckProgress progress = CheckProgress.of(options);
    progress.open().forEach(listener::found);
    ItemConditions where =
        options.collections().isEmpty()
            ? ItemConditions.NONE
            : ItemConditions.NONE.in(options.collections());
    ItemQuery query =
        ItemQuery.where(where)
            .orderedBy(List.of(SortKey.ascending("collection"), SortKey.ascending("id")))
            .atMost(PAGE);
    long total = store.count(ItemQuery.where(where));
    boolean whole = options.collections().isEmpty() && progress.after().isEmpty();
    Set<Path> pictures = new HashSet<>();
    MovedFiles moved = new MovedFiles(workspace);
    Optional<String> after = progress.after();
    do {
      ItemPage page = store.page(after.isEmpty() ? query : query.after(after.get()));
      for (ItemDocument document : page.items()) {
        check(document, options, moved, progress, listener, pictures);
      }
      after = page.next();
      after.ifPresent(progress::reached);
      listener.checked(progress.items(), total);
    } while (after.isPresent());
    if (whole && options.thumbnails().isPresent()) {
      unused(new Thumbnails(options.thumbnails().get()), pictures, options, progress, listener);
    }
    return progress.finish();
  }

  private void check(
      ItemDocument document,
      CheckOptions options,
      MovedFiles moved,
      CheckProgress progress,
      CheckListener listener,
      Set<Path> pictures) {
    Item item = Item.fromJson(Json.parseObject(document.json())).resolvedAgainst(workspace);
    ItemCheck check = new ItemCheck(item, options, moved);
    check.run();
    boolean written = check.item().equals(item) || write(check.item(), document.version());
    for (Finding finding : check.findings()) {
      Finding told =
          finding.repaired() && !written
              ? new Finding(
                  finding.collection(),
                  finding.item(),
                  finding.asset(),
                  Problem.CHANGED,
                  false,
                  "somebody else changed the item meanwhile; check again")
              : finding;
      progress.found(told);
      listener.found(told);
    }
    progress.item(item.assets().size(), check.bytes());
    if (options.thumbnails().isPresent()) {
      Thumbnails folder = new Thumbnails(options.thumbnails().get());
      folder.fileOf(item).ifPresent(pictures::add);
      folder.fileOf(check.item()).ifPresent(pictures::add);
    }
  }

  private boolean write(Item item, String version) {
    try {
      store.write(item, new Expected.Version(version));
      return true;
    } catch (CatalogException e) {
      if (e.key() == CatalogException.Key.STALE || e.key() == CatalogException.Key.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static void unused(
      Thumbnails folder,
      Set<Path> used,
      CheckOptions options,
      CheckProgress progress,
      CheckListener listener) {
    Instant before = Instant.now().minus(BEING_IMPORTED);
    for (Path file : folder.files()) {
      if (used.contains(file) || !isOlder(file, before)) {
        continue;
      }
      if (options.repair()) {
        folder.delete(file);
      }
      Finding finding =
          new Finding(
              "", "", "", Problem.UNUSED_THUMBNAIL, options.repair(), file + " is of no item");
      progress.found(finding);
      listener.found(finding);
    }
  }

  private static boolean isOlder(Path file, Instant instant) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    } catch (IOException e) {
      return false; // went away meanwhile
    }
  }
}
