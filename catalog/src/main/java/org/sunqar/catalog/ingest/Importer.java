// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.RasterException;

/**
 * Brings scenes into the catalogue.
 *
 * <p>Guarantees: a scene of the same content is in a collection once, however often and from
 * wherever it is imported, also by two importers at once. Items enter in batches of {@value
 * #BATCH}; an import that is killed has lost its last batch at most, and running it again completes
 * it. A scene that cannot be catalogued is reported with the reason, and the others go on. With a
 * folder to copy into, the pixels are there completely before the item is.
 *
 * <p>Content is the files' bytes and what was said about them (dates, bands, scale, masks), so a
 * scene imported with another scale is another content under the same id, which is refused unless
 * it is to be replaced.
 */
public final class Importer {

  /** Items per transaction. */
  public static final int BATCH = 100;

  private final ItemStore store;

  public Importer(ItemStore store) {
    this.store = store;
  }

  /**
   * Imports files and folders.
   *
   * @param paths each a raster, the metadata of a scene, a product in an archive, or a folder of
   *     such
   * @return what became of each
   * @throws CatalogException when the catalogue or the folder to copy into cannot be written
   */
  public ImportReport run(List<Path> paths, ImportOptions options, ImportProgress progress) {
    FileSet files = FileSet.scan(paths);
    List<Outcome> outcomes = new ArrayList<>(files.rejected());
    List<SceneAdapter.Candidate> candidates = candidates(files, options);
    for (Path file : files.rest()) {
      outcomes.add(
          Outcome.rejected(
              file,
              "not of a kind that is imported: GeoTIFF (.tif, .tiff), JPEG 2000 (.jp2), Landsat"
                  + " *_MTL.txt, Sentinel .SAFE folder or .zip, DIMAP METADATA.DIM or DIM_*.XML,"
                  + " RapidEye *_metadata.xml"));
    }
    outcomes.addAll(take(candidates, options, progress));
    return new ImportReport(outcomes);
  }

  /** The scenes among files, which are claimed. */
  List<SceneAdapter.Candidate> candidates(FileSet files, ImportOptions options) {
    List<SceneAdapter.Candidate> candidates = new ArrayList<>();
    for (SceneAdapter adapter :
        List.of(
            new SafeProducts(options.collection()),
            new DimapProducts(options.collection()),
            new RapidEyeProducts(options.collection()),
            new LandsatMtl(options.collection()),
            new LandsatFiles(options.collection()),
            new ModisExport(options),
            new DatedGeoTiff(options))) {
      candidates.addAll(adapter.claim(files));
    }
    return candidates;
  }

  /** Imports scenes; what became of each. */
  List<Outcome> take(
      List<SceneAdapter.Candidate> candidates, ImportOptions options, ImportProgress progress) {
    if (!candidates.isEmpty() && store.collection(options.collection()).isEmpty()) {
      store.putCollection(
          Collection.of(options.collection(), "Scenes imported as " + options.collection()));
    }
    try (Batch batch = new Batch(options)) {
      int done = 0;
      for (SceneAdapter.Candidate candidate : candidates) {
        batch.take(candidate);
        progress.read(++done, candidates.size(), candidate.path());
      }
      batch.flush();
      batch.paint();
      return batch.outcomes;
    }
  }

  /** A scene that waits for its transaction. */
  private record Pending(
      int position, Path path, Scene scene, String hash, Optional<Thumbnails.Drawn> thumbnail) {}

  /** Collects scenes and writes them when there are enough. */
  private final class Batch implements AutoCloseable {

    private final ImportOptions options;
    private final Optional<CopyArea> area;
    private final Optional<Thumbnails> thumbnails;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** What the mosaic of the collection shows or showed. */
    private final List<Item> changed = new ArrayList<>();

    Batch(ImportOptions options) {
      this.options = options;
      this.area = options.storage().copyInto().map(CopyArea::open);
      this.thumbnails = options.storage().thumbnails().map(Thumbnails::new);
    }

    void take(SceneAdapter.Candidate candidate) {
      Path path = candidate.path();
      Optional<Pending> read = attempt(path, () -> read(candidate));
      if (read.isEmpty()) {
        return;
      }
      Optional<Item> there = store.itemOfHash(options.collection(), read.get().hash());
      if (there.isPresent() && !options.replace()) {
        outcomes.add(new Outcome(path, Outcome.Status.ALREADY_THERE, there.get().id(), ""));
        return;
      }
      Optional<Pending> checked =
          attempt(
              path,
              () -> {
                read.get().scene().content().check();
                return drawn(read.get());
              });
      if (checked.isPresent()) {
        pending.add(checked.get());
        // its place, until the transaction tells
        outcomes.add(Outcome.rejected(path, "not reached"));
      }
      if (pending.size() == BATCH) {
        flush();
      }
    }

    private Pending read(SceneAdapter.Candidate candidate) {
      Scene scene = candidate.read();
      Map<String, SceneContent.Part> parts = scene.content().parts();
      String hash = ContentHash.ofScene(parts.values(), scene.meaning());
      Scene hashed = scene.withItem(withHashes(scene.item(), hash, parts));
      return new Pending(outcomes.size(), candidate.path(), hashed, hash, Optional.empty());
    }

    /** A scene without a picture is better than none, so whatever fails here is only told. */
    private Pending drawn(Pending p) {
      if (thumbnails.isEmpty()) {
        return p;
      }
      Scene scene = p.scene();
      try {
        Optional<Thumbnails.Drawn> thumbnail = thumbnails.get().draw(scene.item());
        return new Pending(p.position(), p.path(), scene, p.hash(), thumbnail);
      } catch (RuntimeException e) {
        String why = Objects.requireNonNullElseGet(e.getMessage(), e::toString);
        Scene noted = scene.withNote("no thumbnail: " + why);
        return new Pending(p.position(), p.path(), noted, p.hash(), Optional.empty());
      }
    }

    /** Rejects the scene when its files are to blame; nothing in here touches the catalogue. */
    private <T> Optional<T> attempt(Path path, Supplier<T> work) {
      try {
        return Optional.of(work.get());
      } catch (RasterException | CatalogException e) {
        outcomes.add(
            Outcome.rejected(path, Objects.requireNonNullElseGet(e.getMessage(), e::toString)));
        return Optional.empty();
      }
    }

    void flush() {
      List<Item> items = new ArrayList<>();
      List<Optional<Item>> before = new ArrayList<>();
      for (Pending p : pending) {
        Item item = area.isPresent() ? copied(area.get(), p) : p.scene().item();
        items.add(p.thumbnail().map(thumbnail -> thumbnail.on(item)).orElse(item));
        before.add(
            options.replace()
                ? store.item(options.collection(), p.scene().item().id())
                : Optional.empty());
      }
      List<ItemStore.Added> results = store.add(items, options.replace());
      for (int i = 0; i < results.size(); i++) {
        Pending p = pending.get(i);
        outcomes.set(p.position(), outcome(p, results.get(i)));
        if (outcomes.get(p.position()).status() == Outcome.Status.ADDED) {
          changed.add(items.get(i));
          before.get(i).ifPresent(changed::add);
        }
        if (area.isPresent()) {
          deleteUnused(area.get(), items.get(i), results.get(i), before.get(i));
        }
        if (thumbnails.isPresent()) {
          deleteUnused(thumbnails.get(), items.get(i), results.get(i), before.get(i));
        }
      }
      pending.clear();
    }

    /** Keeps the mosaic of the collection right; as with thumbnails, a failure is only told. */
    void paint() {
      if (options.storage().overviews().isEmpty() || changed.isEmpty()) {
        return;
      }
      try {
        new OverviewMosaic(store, options.storage().overviews().get())
            .update(options.collection(), changed);
      } catch (RuntimeException e) {
        Outcome last = outcomes.removeLast();
        String why = "the overview of the collection was not painted: " + e.getMessage();
        outcomes.add(
            new Outcome(
                last.path(),
                last.status(),
                last.itemId(),
                last.reason().isEmpty() ? why : last.reason() + "; " + why));
      }
    }

    /**
     * Deletes the copy that no item refers to after the transaction: the new one or the old one.
     */
    private void deleteUnused(
        CopyArea copies, Item item, ItemStore.Added added, Optional<Item> before) {
      switch (added) {
        case ItemStore.Added.New() -> {}
        case ItemStore.Added.Replaced() ->
            before
                .flatMap(old -> copyOf(copies, old))
                .filter(old -> !Optional.of(old).equals(copyOf(copies, item)))
                .ifPresent(copies::delete);
        case ItemStore.Added.Conflict() -> copyOf(copies, item).ifPresent(copies::delete);
        case ItemStore.Added.AlreadyThere(String there) -> {
          if (!there.equals(item.id())) {
            copyOf(copies, item).ifPresent(copies::delete);
          }
        }
      }
    }

    /** The same for pictures; two items of the same pixels under one name share theirs. */
    private void deleteUnused(
        Thumbnails pictures, Item item, ItemStore.Added added, Optional<Item> before) {
      Optional<Path> drawn = pictures.fileOf(item);
      switch (added) {
        case ItemStore.Added.New() -> {}
        case ItemStore.Added.Replaced() ->
            before.filter(old -> !pictures.fileOf(old).equals(drawn)).ifPresent(pictures::delete);
        case ItemStore.Added.Conflict(), ItemStore.Added.AlreadyThere _ -> {
          Optional<Path> kept = store.item(item.collection(), item.id()).flatMap(pictures::fileOf);
          if (!kept.equals(drawn)) {
            pictures.delete(item);
          }
        }
      }
    }

    /** The folder of the area that an item's files are in. */
    private static Optional<Path> copyOf(CopyArea copies, Item item) {
      return item.assets().values().stream()
          .map(Asset::href)
          .filter(href -> href.startsWith("file:"))
          .flatMap(href -> copies.sceneFolder(Href.toPath(href)).stream())
          .findFirst();
    }

    private Outcome outcome(Pending p, ItemStore.Added added) {
      String id = p.scene().item().id();
      String notes = String.join("; ", p.scene().notes());
      return switch (added) {
        case ItemStore.Added.New() -> new Outcome(p.path(), Outcome.Status.ADDED, id, notes);
        case ItemStore.Added.Replaced() ->
            new Outcome(
                p.path(),
                Outcome.Status.ADDED,
                id,
                notes.isEmpty() ? "replaced" : "replaced; " + notes);
        case ItemStore.Added.AlreadyThere(String there) ->
            new Outcome(p.path(), Outcome.Status.ALREADY_THERE, there, "");
        case ItemStore.Added.Conflict() ->
            Outcome.rejected(
                p.path(),
                "the collection has another scene named "
                    + id
                    + "; say --replace to put this one in its place");
      };
    }

    private Item copied(CopyArea copies, Pending p) {
      Item item = p.scene().item();
      SceneContent content = p.scene().content();
      Path folder = copies.copy(folderName(item.id(), p.hash()), content.copies());
      return item.withHrefs(href -> content.inCopy(href, folder));
    }

    @Override
    public void close() {
      area.ifPresent(CopyArea::close);
    }
  }

  /** An item's folder: its id as far as a file system takes it, and enough of its hash. */
  private static String folderName(String id, String hash) {
    String safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
    return (safe.length() > 150 ? safe.substring(0, 150) : safe) + "." + hash.substring(0, 12);
  }

  private static Item withHashes(Item item, String hash, Map<String, SceneContent.Part> parts) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Map<String, Asset> assets = new LinkedHashMap<>();
    item.assets()
        .forEach((key, asset) -> {
          SceneContent.Part part = parts.get(asset.href());
          assets.put(
              key,
              part == null
                  ? asset
                  : asset
                      .with("file:size", nodes.numberNode(part.size()))
                      .with("file:checksum", nodes.textNode(part.checksum())));
        });
    var properties = new LinkedHashMap<>(item.properties());
    properties.put(Item.CONTENT_HASH, nodes.textNode(hash));
    return new Item(
        item.id(),
        item.collection(),
        item.footprint(),
        properties,
        assets,
        item.links(),
        item.other());
  }
}
