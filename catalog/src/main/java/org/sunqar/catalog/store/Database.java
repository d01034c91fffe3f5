// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sunqar.catalog.CatalogException;

/**
 * The single SQLite file of a workspace, shared by all modules that own tables in it.
 *
 * <p>Guarantees: {@link #write} is one transaction, all or nothing, and one at a time: among
 * threads by a lock, among processes by {@code BEGIN IMMEDIATE} and a patience of {@link
 * #PATIENCE}. {@link #read} sees one consistent state, never waits for a writer (write-ahead log)
 * and may run in many threads. Once {@code write} has returned, its work survives {@code kill -9}
 * and also a power failure: {@code synchronous=FULL} costs one fsync per transaction, and writers
 * here commit batches, so the weaker NORMAL would save nothing that can be felt and could lose the
 * last alerts.
 *
 * <p>Known limits: the file must lie on a local disk; the write-ahead log does not work across
 * machines. Damage inside the file is noticed when it is read, or by {@link #check}.
 */
public final class Database implements AutoCloseable {

  /** How long a writer waits for a writer in another process. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** "SunQ": marks the file as ours, in the header field that SQLite keeps for that. */
  static final int APPLICATION_ID = 0x53756e51;

  /**
   * Pages that a writer keeps in memory at most, as far as it needs them (kB). Those of a
   * transaction that do not fit are written several times, and at a million items a batch touches
   * thousands of pages of indexes.
   */
  private static final int WRITER_CACHE = 256 * 1024;

  /** Pages that a reader keeps in memory at most (kB). */
  private static final int READER_CACHE = 8 * 1024;

  /**
   * What of the file a reader maps into memory at most (bytes). A document costs 7 us to read so,
   * and 12 us by calls of the system, because writers empty the cache of readers. Nobody shortens
   * the file, which is what maps are dangerous for; what they cannot do is to report a broken disk.
   */
  private static final long MAPPED = 1L << 40;

  /** Idle read connections that are kept; more may be open at a time. */
  private static final int IDLE_READERS = 8;

  /** Read connections that may be open; who comes later waits. */
  private static final int MAX_READERS = 32;

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Sql writer;
  private final ReentrantLock writeLock = new ReentrantLock();
  private final Deque<Sql> idleReaders = new ArrayDeque<>();
  private final Checkpointer checkpointer;
  private final Semaphore readers = new Semaphore(MAX_READERS, true);
  private boolean closed;

  private Database(Path file, Connection writer) {
    this.file = file;
    this.writer = new Sql(writer);
    checkpointer = new Checkpointer(file);
  }

  /**
   * Opens the database, creating it when it is not there, and brings its schema up to date.
   *
   * @param migrations the steps of all modules, of each module in order
   * @throws CatalogException NEWER_VERSION when a module's tables are newer than its steps here;
   *     CORRUPT when the file is damaged or is not a workspace's database; IO, BUSY
   */
  public static Database open(Path file, List<Migration> migrations) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "cannot create the folder of " + file + ": " + e, e);
    }
    Connection connection = connect(file, SQLiteConfig.TransactionMode.IMMEDIATE, WRITER_CACHE);
    Database database = new Database(file, connection);
    try {
      database.write(c -> {
        migrate(file, c, migrations);
        return true;
      });
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  /** Work on a connection with its statements. */
  @FunctionalInterface
  interface SqlWork<T> {
    T run(Sql sql) throws SQLException;
  }

  /** Runs work in a transaction of its own and commits it; rolls back when it throws. */
  public <T> T write(Work<T> work) {
    return writeSql(sql -> work.run(sql.connection()));
  }

  /** As {@link #write}. */
  <T> T writeSql(SqlWork<T> work) {
    if (writeLock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write inside a write: pass the connection on instead");
    }
    writeLock.lock();
    try {
      Connection connection = writer.connection();
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.run(writer);
        connection.commit();
      } catch (SQLException | RuntimeException | Error e) {
        rollback(writer, e);
        throw e;
      }
      connection.setAutoCommit(true);
      checkpointer.committed();
      return result;
    } catch (SQLException e) {
      throw translated(file, e);
    } finally {
      writeLock.unlock();
    }
  }

  /** Runs work that only reads, on one consistent state. */
  public <T> T read(Work<T> work) {
    return readSql(sql -> work.run(sql.connection()));
  }

  /** As {@link #read}. */
  <T> T readSql(SqlWork<T> work) {
    Sql sql = borrow();
    boolean healthy = false;
    try {
      T result;
      sql.statement("BEGIN").execute();
      try {
        result = work.run(sql);
      } finally {
        sql.statement("ROLLBACK").execute();
      }
      healthy = true;
      return result;
    } catch (SQLException e) {
      throw translated(file, e);
    } finally {
      giveBack(sql, healthy);
    }
  }

  /**
   * Reads every page and index of the file.
   *
   * @throws CatalogException CORRUPT with SQLite's first finding
   */
  public void check() {
    String finding =
        read(c -> {
          try (Statement statement = c.createStatement();
              ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return rows.next() ? rows.getString(1) : "no answer";
          }
        });
    if (!finding.equals("ok")) {
      throw new CatalogException(CatalogException.Key.CORRUPT, file + " is damaged: " + finding);
    }
  }

  @Override
  public void close() {
    writeLock.lock();
    try {
      synchronized (idleReaders) {
        closed = true;
        idleReaders.forEach(Database::closeQuietly);
        idleReaders.clear();
      }
      closeQuietly(checkpointer);
      closeQuietly(writer);
    } finally {
      writeLock.unlock();
    }
  }

  /**
   * The message for a failure of SQL on a workspace's file.
   *
   * @return CORRUPT, BUSY or IO
   */
  static CatalogException translated(Path file, SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    return switch (code.code & 0xff) {
      case 11 ->
          new CatalogException(
              CatalogException.Key.CORRUPT,
              file
                  + " is damaged; restore it from a copy, or import the scenes anew into another"
                  + " workspace",
              e);
      case 13 ->
          new CatalogException(
              CatalogException.Key.IO,
              "the disk of "
                  + file
                  + " is full; nothing of this was written; make room and do it again",
              e);
      case 26 -> new CatalogException(CatalogException.Key.CORRUPT, file + " is not a database", e);
      case 5, 6 ->
          new CatalogException(
              CatalogException.Key.BUSY,
              file
                  + " has been in use by another process for "
                  + PATIENCE.toSeconds()
                  + " s; try again when it is done",
              e);
      default ->
          new CatalogException(
              CatalogException.Key.IO,
              "the database " + file + " cannot be used: " + e.getMessage(),
              e);
    };
  }

  /**
   * @param mode IMMEDIATE takes the place of the writer from the beginning of each transaction;
   *     also of the empty ones that the driver makes after each statement without a result, so a
   *     reader with it would wait for writers
   */
  private static Connection connect(
      Path file, SQLiteConfig.TransactionMode mode, int cacheKilobytes) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.enforceForeignKeys(true);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.setCacheSize(-cacheKilobytes);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA journal_mode=WAL");
          statement.execute("PRAGMA wal_autocheckpoint=0");
          statement.execute("PRAGMA journal_size_limit=" + Checkpointer.SOON);
          return connection;
        } catch (SQLException e) {
          closeQuietly(connection);
          throw e;
        }
      } catch (SQLException e) {
        CatalogException translated = translated(file, e);
        // SQLite does not wait for the lock it needs to turn the log on, so two processes that
        // create one database meet here
        if (translated.key() != CatalogException.Key.BUSY || System.nanoTime() > deadline) {
          throw translated;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogException(
          CatalogException.Key.BUSY, "interrupted while waiting for the database", e);
    }
  }

  private static void migrate(Path file, Connection c, List<Migration> migrations)
      throws SQLException {
    checkOwner(file, c);
    new SchemaHistory(c, file.toString()).migrate(migrations);
  }

  /** Refuses a file that SQLite can read but that some other program made. */
  private static void checkOwner(Path file, Connection c) throws SQLException {
    try (Statement statement = c.createStatement()) {
      int owner;
      try (ResultSet rows = statement.executeQuery("PRAGMA application_id")) {
        owner = rows.next() ? rows.getInt(1) : 0;
      }
      if (owner == APPLICATION_ID) {
        return;
      }
      boolean empty;
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
        empty = rows.next() && rows.getInt(1) == 0;
      }
      if (owner != 0 || !empty) {
        throw new CatalogException(
            CatalogException.Key.CORRUPT,
            file + " is a database of another program, not a Sunqar workspace");
      }
      statement.execute("PRAGMA application_id=" + APPLICATION_ID);
    }
  }

  /** A connection of the caller's own, for what is no transaction. */
  static Connection connectReader(Path file) {
    Connection connection = connect(file, SQLiteConfig.TransactionMode.DEFERRED, READER_CACHE);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA mmap_size=" + MAPPED);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw translated(file, e);
    }
  }

  private Sql borrow() {
    readers.acquireUninterruptibly();
    try {
      synchronized (idleReaders) {
        if (closed) {
          throw new IllegalStateException("the database is closed");
        }
        Sql idle = idleReaders.poll();
        if (idle != null) {
          return idle;
        }
      }
      return new Sql(connectReader(file));
    } catch (RuntimeException e) {
      readers.release();
      throw e;
    }
  }

  private void giveBack(Sql sql, boolean healthy) {
    readers.release();
    synchronized (idleReaders) {
      if (healthy && !closed && idleReaders.size() < IDLE_READERS) {
        idleReaders.push(sql);
        return;
      }
    }
    closeQuietly(sql);
  }

  /** Some failures, a full disk among them, have rolled back already: then this fails too. */
  private static void rollback(Sql sql, Throwable cause) {
    Connection connection = sql.connection();
    try {
      sql.forget();
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Nothing can be done about a connection that cannot be closed, and nothing is lost by it. */
  private static void closeQuietly(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception e) {
      System.getLogger(Database.class.getName())
          .log(System.Logger.Level.DEBUG, "connection could not be closed", e);
    }
  }
}
