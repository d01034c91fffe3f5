// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.Notices;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.DatabaseBackup;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;

/**
 * A workspace: a folder with {@code sunqar.sqlite} (watches, alerts, and the catalogue unless
 * {@code sunqar.toml} puts it elsewhere), {@code scenes/} (pixels that were copied in), {@code
 * uploads/} (files on their way there), {@code thumbnails/} (pictures of scenes) and {@code
 * watches/NAME/runs/} (the maps of each run).
 */
final class Workspace implements AutoCloseable {

  /** The file of the database. */
  static final String DATABASE = "sunqar.sqlite";

  /** The tables of its database. */
  static final List<Migration> MIGRATIONS =
      Stream.concat(CatalogSchema.MIGRATIONS.stream(), WatchStore.MIGRATIONS.stream()).toList();

  private final Path folder;
  private final Settings settings;
  private final Database database;
  private Optional<ItemStore> store = Optional.empty();

  private Workspace(Path folder, Settings settings, Database database) {
    this.folder = folder;
    this.settings = settings;
    this.database = database;
  }

  /** Opens a workspace, creating it when it is not there. */
  static Workspace open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new CatalogException(
          CatalogException.Key.IO, absolute + " is a file; a workspace is a folder");
    }
    Settings settings = Settings.of(absolute);
    return new Workspace(absolute, settings, Database.open(absolute.resolve(DATABASE), MIGRATIONS));
  }

  Path folder() {
    return folder;
  }

  Path scenesFolder() {
    return folder.resolve("scenes");
  }

  Path thumbnailsFolder() {
    return folder.resolve("thumbnails");
  }

  Path overviewsFolder() {
    return folder.resolve("overviews");
  }

  /** How scenes come in whose files will not stay where they are. */
  ImportOptions importInto(String collection) {
    return ImportOptions.into(collection)
        .copyingInto(scenesFolder())
        .drawingInto(thumbnailsFolder())
        .paintingInto(overviewsFolder());
  }

  /** How scenes come in whose files stay where they are in the workspace. */
  ImportOptions importInPlace(String collection) {
    return ImportOptions.into(collection)
        .drawingInto(thumbnailsFolder())
        .paintingInto(overviewsFolder());
  }

  Path watchFolder(String watch) {
    return folder.resolve("watches").resolve(watch);
  }

  Path runFolder(WatchStore.Run run) {
    return watchFolder(run.watch()).resolve("runs").resolve(run.id());
  }

  Settings settings() {
    return settings;
  }

  /** The catalogue that the settings name; open for as long as the workspace is. */
  synchronized ItemStore items() {
    if (store.isEmpty()) {
      store = Optional.of(openStore(settings.text(Setting.CATALOG)));
    }
    return store.get();
  }

  /** Another catalogue, for the files of this workspace; to be closed by whoever opens it. */
  ItemStore openStore(String catalog) {
    return ItemStores.open(catalog, folder, database);
  }

  /** Writes a copy of its database. */
  void backup(Path file) {
    DatabaseBackup.create(database, file);
  }

  WatchStore watches() {
    return new WatchStore(database);
  }

  AlertStore alerts() {
    return new AlertStore(database);
  }

  Outbox outbox() {
    return new Outbox(database);
  }

  Notices notices() {
    return new Notices(database);
  }

  /** All scenes of a collection in time order; NOT_FOUND when there is no such collection. */
  List<Item> scenesOf(String collection) {
    requireCollection(collection);
    return items().search(ItemQuery.all().in(collection));
  }

  /** Refuses a collection that is not there with NOT_FOUND. */
  void requireCollection(String collection) {
    if (items().collection(collection).isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "there is no collection '"
              + collection
              + "' in workspace "
              + folder
              + "; 'sunqar collection list' shows those that exist");
    }
  }

  @Override
  public synchronized void close() {
    store.ifPresent(ItemStore::close);
    database.close();
  }
}
