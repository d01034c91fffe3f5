// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * Copies of a workspace's database: catalogue, watches and alerts. The files of scenes are not in
 * it.
 *
 * <p>A copy is one state of the database, whatever is written meanwhile, and nobody waits for it.
 * It is read through before it gets its name, so a file under that name is whole.
 */
public final class DatabaseBackup {

  private DatabaseBackup() {}

  /**
   * Writes a copy.
   *
   * @param target a file that is not there yet; its folder is made
   * @throws CatalogException CONFLICT when it is there, CORRUPT when the database is damaged, IO
   */
  public static void create(Database database, Path target) {
    Path part = part(target);
    try (Connection connection = Database.connectReader(database.file());
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, part.toString());
      copy.execute();
    } catch (SQLException e) {
      discard(part);
      throw Database.translated(database.file(), e);
    }
    finish(part, target);
  }

  /**
   * Makes a workspace's database out of a copy.
   *
   * @param file where the database is to be; none may be there
   * @throws CatalogException NOT_FOUND, CONFLICT when there is a database already, CORRUPT when the
   *     copy is damaged or not one of a workspace, IO
   */
  public static void restore(Path backup, Path file) {
    if (!Files.isRegularFile(backup)) {
      throw new CatalogException(CatalogException.Key.NOT_FOUND, "there is no file " + backup);
    }
    Path part = part(file);
    try {
      Files.copy(backup, part);
    } catch (IOException e) {
      discard(part);
      throw new CatalogException(
          CatalogException.Key.IO, "cannot copy " + backup + " to " + part + ": " + e, e);
    }
    finish(part, file);
  }

  private static Path part(Path target) {
    Path absolute = target.toAbsolutePath();
    if (Files.exists(absolute)) {
      throw new CatalogException(
          CatalogException.Key.CONFLICT,
          target + " is there already; choose another name, or move it away first");
    }
    try {
      Files.createDirectories(absolute.getParent());
      Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
      Files.deleteIfExists(part);
      return part;
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "cannot write beside " + target + ": " + e, e);
    }
  }

  private static void finish(Path part, Path target) {
    try {
      Optional<String> finding = finding(part);
      if (finding.isPresent()) {
        throw new CatalogException(
            CatalogException.Key.CORRUPT, "the copy for " + target + " " + finding.get());
      }
      sync(part);
      Files.move(part, target.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
      Path folder = target.toAbsolutePath().getParent();
      if (folder != null) {
        sync(folder);
      }
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot finish " + target + ": " + e, e);
    } finally {
      discard(part);
    }
  }

  /** What is wrong with a copy. */
  private static Optional<String> finding(Path file) {
    try (Connection connection = Database.connectReader(file);
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("PRAGMA application_id")) {
        if (!rows.next() || rows.getInt(1) != Database.APPLICATION_ID) {
          return Optional.of("is a database of another program, not a Sunqar workspace");
        }
      }
      try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
        String answer = rows.next() ? rows.getString(1) : "no answer";
        return answer.equals("ok") ? Optional.empty() : Optional.of("is damaged: " + answer);
      }
    } catch (SQLException e) {
      throw Database.translated(file, e);
    } finally {
      discard(file.resolveSibling(file.getFileName() + "-wal"));
      discard(file.resolveSibling(file.getFileName() + "-shm"));
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** A part that cannot be deleted does no harm: the next copy of the name replaces it. */
  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      System.getLogger(DatabaseBackup.class.getName())
          .log(System.Logger.Level.DEBUG, "part could not be deleted", e);
    }
  }
}
