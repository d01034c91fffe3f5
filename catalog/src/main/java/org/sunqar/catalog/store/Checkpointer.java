// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moves what writers have put into the write-ahead log to the database itself, beside them: left to
 * SQLite, one write in thirty would do it for the others and take twenty times as long.
 *
 * <p>Pages that many batches change move once. When the log grows faster than it can be moved, the
 * writer has to wait and to help, so the log has an end.
 */
final class Checkpointer implements AutoCloseable {

  /** From this length of the log on it is moved (bytes). */
  static final long SOON = 16L << 20;

  /** From this length of the log on the writer waits for it (bytes). */
  private static final long LATE = 400L << 20;

  private final Path log;
  private final Path file;
  private final ReentrantLock running = new ReentrantLock();
  private Optional<Sql> connection = Optional.empty();
  private boolean closed;

  Checkpointer(Path file) {
    this.file = file;
    log = file.resolveSibling(file.getFileName() + "-wal");
  }

  /** To be called by a writer, after its transaction. */
  void committed() {
    long length = length();
    if (length > LATE) {
      run();
    } else if (length > SOON && !running.isLocked()) {
      Thread.ofVirtual().start(this::run);
    }
  }

  private long length() {
    try {
      return Files.size(log);
    } catch (IOException e) {
      // there is no log between the last close and the first write
      return 0;
    }
  }

  /** A failure is left to the next run: what is in the log is as safe there. */
  private void run() {
    running.lock();
    try {
      if (closed) {
        return;
      }
      Sql sql = connection.orElseGet(() -> new Sql(Database.connectReader(file)));
      connection = Optional.of(sql);
      sql.number("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException | RuntimeException e) {
      System.getLogger(Checkpointer.class.getName())
          .log(System.Logger.Level.WARNING, "the log of " + file + " could not be moved", e);
    } finally {
      running.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    running.lock();
    try {
      closed = true;
      if (connection.isPresent()) {
        connection.get().close();
      }
    } finally {
      running.unlock();
    }
  }
}
