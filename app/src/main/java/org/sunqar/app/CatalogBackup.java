// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.CommandException;
import org.sunqar.catalog.store.CatalogCopy;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.DatabaseBackup;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;

/**
 * A workspace's catalogue, watches and alerts in one file: a copy of its database, into which a
 * catalogue that is elsewhere is copied. The files of scenes are not in it.
 */
final class CatalogBackup {

  private CatalogBackup() {}

  /** Writes a backup; the file appears under its name when it is whole. */
  static void create(Workspace workspace, Path file, LongConsumer progress) throws IOException {
    if (Files.exists(file)) {
      throw CommandException.conflict(file + " is there already; choose another name");
    }
    if (isInWorkspace(workspace.settings())) {
      workspace.backup(file);
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".copying");
    Files.deleteIfExists(part);
    workspace.backup(part);
    try (Database copy = Database.open(part, Workspace.MIGRATIONS);
        ItemStore target = ItemStores.open(ItemStores.SQLITE, workspace.folder(), copy)) {
      // a catalogue that was in the workspace before it moved is not the one that is kept here
      target.collections().forEach(old -> target.deleteCollection(old.id()));
      new CatalogCopy(workspace.items(), target, ItemConditions.NONE).run(progress);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes a workspace of a backup; the workspace has no database yet. */
  static void restore(Path file, Path folder, LongConsumer progress) throws IOException {
    Path database = folder.resolve(Workspace.DATABASE);
    if (Files.exists(database)) {
      throw CommandException.conflict(
          database + " is there already; restore into another workspace, or move it away first");
    }
    DatabaseBackup.restore(file, database);
    Settings settings = Settings.of(folder);
    if (isInWorkspace(settings)) {
      return;
    }
    try (Workspace workspace = Workspace.open(folder);
        ItemStore source = workspace.openStore(ItemStores.SQLITE)) {
      new CatalogCopy(source, workspace.items(), ItemConditions.NONE).run(progress);
    }
  }

  private static boolean isInWorkspace(Settings settings) {
    return settings.text(Setting.CATALOG).equals(ItemStores.SQLITE);
  }
}
