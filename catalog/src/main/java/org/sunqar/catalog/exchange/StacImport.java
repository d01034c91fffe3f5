// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemPage;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.HttpDocuments;

/**
 * Copies items and collections from a STAC API (1.0.0) or a static catalogue (1.0, 1.1), on a
 * server or on this machine.
 *
 * <p>A first run takes all that is selected. A later run of the same source and selection takes
 * what was updated since, from {@link #OVERLAP} before the newest update seen, because a server may
 * commit an update some time after the time that it carries; what comes twice changes nothing.
 * Items that the source deleted are deleted here when it says so ({@link #DELETED}), or with {@code
 * prune}, which compares all ids. A run over an API that is killed continues with the page after
 * the last one that is in the catalogue; one over a static catalogue starts again, and leaves what
 * it knows as it is.
 *
 * <p>Nothing that a source sends is believed: sizes are bounded, pages and links that go in circles
 * are noticed, an item that cannot be taken is reported with its reason, and no source elsewhere
 * can name a file of this machine.
 *
 * <p>Known limits: an endless stream of new items is taken until the limit that was given or until
 * it is interrupted.
 */
public final class StacImport {

  /** The relation of the link from a landing page to the list of deleted items. */
  public static final String DELETED = "https://sunqar.org/rel/deleted";

  /** How long after the time that it carries a change may become visible. */
  public static final Duration OVERLAP = Duration.ofMinutes(5);

  /** Items of a static catalogue that are fetched at once, and written together. */
  private static final int FETCHED = 8;

  private static final int BATCH = 200;

  /** Ids of the last pages, among which those of a page that goes in circles are. */
  private static final int REMEMBERED = 100_000;

  private static final int IDLE_PAGES = 3;

  /**
   * How a source is imported.
   *
   * @param limit items at most
   * @param full whether all items are looked at, not only those updated since
   * @param prune whether items of the selection that the source does not have are deleted here
   * @param localFiles whether a catalogue of this machine may name files outside of its folders
   */
  public record Options(OptionalLong limit, boolean full, boolean prune, boolean localFiles) {}

  private final ItemStore store;
  private final Path states;
  private final HttpDocuments http;
  private final Optional<AssetCopy> copy;

  /**
   * @param states the folder for what has to be remembered
   * @param copy copies the pixels; empty leaves them where they are
   */
  public StacImport(ItemStore store, Path states, HttpDocuments http, Optional<AssetCopy> copy) {
    this.store = store;
    this.states = states;
    this.http = http;
    this.copy = copy;
  }

  /**
   * Imports.
   *
   * @throws CatalogException INVALID when the source is none, or the options do not go together
   * @throws RasterException when the server does not answer; what came before is in the catalogue
   */
  public void run(
      String source,
      StacSelection wanted,
      Options options,
      Tally tally,
      ExchangeProgress progress) {
    if (options.prune() && (options.limit().isPresent() || wanted.filter().isPresent())) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "--prune compares all items, so it does not go with --limit or --filter");
    }
    URI address = StacDocuments.address(source);
    StacDocuments documents =
        new StacDocuments(http, StacDocuments.isLocal(address), options.localFiles());
    StacDocuments.Found root = documents.get(address);
    Run run = new Run(documents, root, wanted, options, tally, progress);
    if (ApiSearch.isApi(root.json())) {
      run.api();
    } else if (root.json().path("links").isArray() && !root.json().has("geometry")) {
      run.tree();
    } else {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          address + " is neither the landing page of a STAC API nor a catalogue or collection");
    }
  }

  /** One run. */
  private final class Run {

    private final StacDocuments documents;
    private final StacDocuments.Found root;
    private final StacSelection wanted;
    private final Options options;
    private final Tally tally;
    private final ExchangeProgress progress;
    private final StacState state;
    private final Optional<Instant> since;
    private final CatalogWriter writer;
    private final StacCollections collections;
    private final Set<String> seenIds = new HashSet<>();
    private final Set<String> recent = new LinkedHashSet<>();
    private long number;
    private boolean complete = true;

    Run(
        StacDocuments documents,
        StacDocuments.Found root,
        StacSelection wanted,
        Options options,
        Tally tally,
        ExchangeProgress progress) {
      this.documents = documents;
      this.root = root;
      this.wanted = wanted;
      this.options = options;
      this.tally = tally;
      this.progress = progress;
      this.state = new StacState(states, root.address().toString(), wanted);
      this.since =
          options.full() || options.prune()
              ? Optional.empty()
              : state.updated().map(at -> at.minus(OVERLAP));
      this.writer = new CatalogWriter(store, true, tally);
      this.collections = new StacCollections(store, documents);
    }

    void api() {
      ApiSearch search = new ApiSearch(documents, root);
      for (StacDocuments.Found collection : search.collections(wanted)) {
        collection(collection);
      }
      HttpDocuments.Question first = search.first(wanted, since);
      Optional<HttpDocuments.Question> next = Optional.of(first);
      if (state.next().isPresent() && !options.prune() && !options.full()) {
        next = state.next();
      }
      int idle = 0;
      while (next.isPresent() && left() > 0) {
        ApiSearch.Page page = page(search, next.get(), first);
        idle = isNews(page) ? 0 : idle + 1;
        if (page.next().equals(next) || idle == IDLE_PAGES) {
          throw new CatalogException(
              CatalogException.Key.INVALID,
              root.address() + " sends the same pages again and again; the import was stopped");
        }
        take(page);
        next = page.next();
        state.reached(next);
        progress.at(number, page.matched().orElse(0L));
      }
      finish();
    }

    /** A page, from the beginning when the place that was remembered is none any more. */
    private ApiSearch.Page page(
        ApiSearch search, HttpDocuments.Question question, HttpDocuments.Question first) {
      try {
        return search.page(question);
      } catch (RasterException e) {
        boolean stale =
            number == 0 && !question.equals(first) && e.key() != RasterException.Key.UNREACHABLE;
        if (!stale) {
          throw e;
        }
        state.forgetPage();
        return search.page(first);
      }
    }

    private boolean isNews(ApiSearch.Page page) {
      boolean news = false;
      for (JsonNode item : page.items()) {
        news |= recent.add(item.path("collection").asText() + "/" + item.path("id").asText());
      }
      var oldest = recent.iterator();
      for (int extra = recent.size() - REMEMBERED; extra > 0; extra--) {
        oldest.next();
        oldest.remove();
      }
      return news;
    }

    private void take(ApiSearch.Page page) {
      List<CatalogWriter.Entry> entries = new ArrayList<>();
      for (JsonNode item : page.items()) {
        if (left() <= 0) {
          break;
        }
        String from = page.address().toString();
        URI at = self(item).map(href -> safeFollow(page.address(), href)).orElse(page.address());
        intake(from, item, at, Optional.empty()).ifPresent(entries::add);
      }
      write(entries);
    }

    private URI safeFollow(URI page, String href) {
      try {
        return documents.follow(page, href);
      } catch (CatalogException _) {
        return page;
      }
    }

    private static Optional<String> self(JsonNode item) {
      return item instanceof ObjectNode object
          ? StacLink.first(object, "self").map(StacLink::href)
          : Optional.empty();
    }

    private long left() {
      return options.limit().orElse(Long.MAX_VALUE) - number;
    }

    void tree() {
      List<StaticTree.ItemLink> links = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(FETCHED)) {
        new StaticTree(documents)
            .walk(
                root,
                found -> {
                  if (wanted.wantsCollection(found.json().path("id").asText())) {
                    collection(found);
                  }
                },
                link -> {
                  if (link.collection().isEmpty()
                      || wanted.wantsCollection(link.collection().get())) {
                    links.add(link);
                  }
                  if (links.size() == BATCH) {
                    fetch(links, threads);
                  }
                },
                (from, e) -> rejected(from, "", "", e));
        fetch(links, threads);
      }
      finish();
    }

    private void fetch(List<StaticTree.ItemLink> links, ExecutorService threads) {
      List<Callable<StacDocuments.Found>> tasks = new ArrayList<>();
      for (StaticTree.ItemLink link : links.subList(0, (int) Math.min(links.size(), left()))) {
        tasks.add(() -> documents.get(link.address()));
      }
      List<CatalogWriter.Entry> entries = new ArrayList<>();
      try {
        List<Future<StacDocuments.Found>> answers = threads.invokeAll(tasks);
        for (int i = 0; i < answers.size(); i++) {
          StaticTree.ItemLink link = links.get(i);
          fetched(link, answers.get(i)).ifPresent(entries::add);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CatalogException(CatalogException.Key.IO, "the import was interrupted", e);
      }
      links.clear();
      write(entries);
      progress.at(number, 0);
    }

    private Optional<CatalogWriter.Entry> fetched(
        StaticTree.ItemLink link, Future<StacDocuments.Found> answer) throws InterruptedException {
      try {
        StacDocuments.Found found = answer.get();
        return intake(link.address().toString(), found.json(), found.address(), link.collection());
      } catch (ExecutionException e) {
        number++;
        if (e.getCause() instanceof RasterException || e.getCause() instanceof CatalogException) {
          rejected(link.address().toString(), "", "", (RuntimeException) e.getCause());
        } else if (e.getCause() instanceof Error error) {
          throw error;
        } else {
          throw new IllegalStateException("an item was not fetched", e);
        }
        return Optional.empty();
      }
    }

    private void collection(StacDocuments.Found found) {
      try {
        collections.take(found);
      } catch (CatalogException e) {
        if (e.key() != CatalogException.Key.INVALID) {
          throw e;
        }
        rejected(found.address().toString(), found.json().path("id").asText(), "", e);
      }
    }

    /** An item that is to be written; none when it is not wanted or is known. */
    private Optional<CatalogWriter.Entry> intake(
        String from, JsonNode document, URI at, Optional<String> within) {
      number++;
      String id = document.path("id").asText();
      String collection = document.path("collection").asText(within.orElse(""));
      try {
        if (!(document instanceof ObjectNode object)) {
          throw new CatalogException(
              CatalogException.Key.INVALID, "a JSON object was expected as an item");
        }
        Optional<Instant> updated = StacState.instant(object.path("properties").path("updated"));
        updated.ifPresent(state::saw);
        if (options.prune()) {
          seenIds.add(StateFile.digest(collection + "\n" + id));
        }
        if (since.isPresent() && updated.filter(u -> u.isBefore(since.get())).isPresent()) {
          return Optional.empty();
        }
        Optional<String> into = object.path("collection").isTextual() ? Optional.empty() : within;
        Item item = new ItemIntake(into).take(object, documents.origin(at));
        return wanted.test(item)
            ? Optional.of(new CatalogWriter.Entry(from, number, item))
            : Optional.empty();
      } catch (CatalogException e) {
        rejected(from, collection, id, e);
        return Optional.empty();
      }
    }

    private void rejected(String from, String collection, String id, RuntimeException e) {
      // what a server did not give this time it may give the next time
      complete &= e instanceof CatalogException;
      tally.add(
          new ItemResult(
              from,
              number,
              collection,
              id,
              ItemResult.Fate.REJECTED,
              String.valueOf(e.getMessage())));
    }

    private void write(List<CatalogWriter.Entry> entries) {
      if (copy.isEmpty()) {
        writer.write(entries);
        return;
      }
      List<CatalogWriter.Entry> ready = new ArrayList<>();
      List<Optional<Item>> before = new ArrayList<>();
      List<AssetCopy.Copied> copies =
          copy.get().copy(entries.stream().map(CatalogWriter.Entry::item).toList());
      for (int i = 0; i < copies.size(); i++) {
        CatalogWriter.Entry entry = entries.get(i);
        Item item = copies.get(i).item();
        if (copies.get(i).problem().isPresent()) {
          complete = false;
          tally.add(
              new ItemResult(
                  entry.source(),
                  entry.number(),
                  item.collection(),
                  item.id(),
                  ItemResult.Fate.REJECTED,
                  copies.get(i).problem().get()));
        } else {
          before.add(store.item(item.collection(), item.id()));
          ready.add(new CatalogWriter.Entry(entry.source(), entry.number(), item));
        }
      }
      writer.write(ready);
      for (int i = 0; i < ready.size(); i++) {
        Item now = ready.get(i).item();
        before.get(i).ifPresent(old -> copy.get().deleteUnused(old, now));
      }
    }

    private void finish() {
      Optional<Instant> newest = Optional.empty();
      if (options.limit().isPresent() && left() <= 0) {
        complete = false;
      } else if (options.prune()) {
        prune();
      }
      if (ApiSearch.isApi(root.json()) && state.deleted().isPresent()) {
        newest = deletions(state.deleted().get().minus(OVERLAP));
      }
      state.ended(complete, newest);
    }

    private void prune() {
      if (!complete) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "not all of " + root.address() + " could be read, so nothing was deleted");
      }
      ItemQuery query = ItemQuery.where(wanted.conditions()).atMost(1000);
      Optional<String> place = Optional.of("");
      while (place.isPresent()) {
        ItemPage page = store.page(place.get().isEmpty() ? query : query.after(place.get()));
        for (ItemDocument item : page.items()) {
          if (!seenIds.contains(StateFile.digest(item.collection() + "\n" + item.id()))) {
            delete(root.address().toString(), item.collection(), item.id());
          }
        }
        place = page.next();
      }
    }

    /** Deletes what the source says it has deleted; the time of the last deletion. */
    private Optional<Instant> deletions(Instant from) {
      Optional<StacLink> link = StacLink.first(root.json(), DELETED);
      Optional<Instant> newest = Optional.empty();
      Optional<URI> next =
          link.map(l -> {
            String address = documents.follow(root.address(), l.href()).toString();
            return StacDocuments.uri(
                address
                    + (address.contains("?") ? "&" : "?")
                    + "since="
                    + from
                    + (wanted.collections().isEmpty()
                        ? ""
                        : "&collections="
                            + java.net.URLEncoder.encode(
                                String.join(",", wanted.collections()),
                                java.nio.charset.StandardCharsets.UTF_8)));
          });
      Set<URI> asked = new HashSet<>();
      while (next.isPresent() && asked.add(next.get())) {
        StacDocuments.Found page = documents.get(next.get());
        for (JsonNode deleted : page.json().path("deleted")) {
          String collection = deleted.path("collection").asText();
          if (wanted.wantsCollection(collection)) {
            delete(page.address().toString(), collection, deleted.path("id").asText());
          }
          Optional<Instant> at = StacState.instant(deleted.path("deleted"));
          if (at.isPresent() && newest.filter(n -> !n.isBefore(at.get())).isEmpty()) {
            newest = at;
          }
        }
        next =
            StacLink.first(page.json(), "next")
                .map(l -> documents.follow(page.address(), l.href()));
      }
      return newest;
    }

    private void delete(String from, String collection, String id) {
      if (store.deleteItem(collection, id)) {
        tally.add(new ItemResult(from, number, collection, id, ItemResult.Fate.DELETED, ""));
      }
    }
  }
}
