// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of its own for tests, with PostGIS, on a free port of the loopback interface
 * and with a data folder that goes with it. A test asks for a {@link #newDatabase() database} of
 * the {@link #shared() server that all tests of a JVM share}; one that kills its server {@linkplain
 * #start starts} one. The test is skipped where Debian's postgresql-15-postgis-3 is absent.
 *
 * <p>The server runs as the user postgres where the tests run as root, which PostgreSQL refuses,
 * and as the user of the tests elsewhere. A shell beside it waits for the end of a pipe, so that
 * the server stops and its folder goes when the JVM ends in whatever way.
 */
public final class PostgresServer implements AutoCloseable {

  /** The superuser of the server. */
  public static final String USER = "sunqar";

  /** Its password; no message may hold it. */
  public static final String PASSWORD = "Pa55w0rd-of-tests";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TEMPLATE = "with_postgis";

  /**
   * Stops the server and removes its folder when standard input ends; leaves the folder when told
   * to.
   */
  private static final String KEEPER =
      """
      folder=$1; shift
      trap : INT TERM HUP
      "$@" >>"$folder/log" 2>&1 </dev/null &
      server=$!
      read -r word
      kill -QUIT $server 2>/dev/null
      wait $server
      [ "$word" = keep ] || rm -rf "$folder"
      """;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder;
  private final int port;
  private final boolean durable;
  private Process keeper;

  private PostgresServer(Path folder, int port, boolean durable) throws IOException {
    this.folder = folder;
    this.port = port;
    this.durable = durable;
    this.keeper = launch();
  }

  /** The server of this JVM; started when it is first asked for. */
  public static PostgresServer shared() {
    Assumptions.assumeTrue(
        binaries().isPresent(), "no PostgreSQL with PostGIS: install postgresql-15-postgis-3");
    return Shared.SERVER;
  }

  /**
   * Starts a server.
   *
   * @param durable whether it waits for the disk, as a server does that must survive power failure
   */
  public static PostgresServer start(boolean durable) {
    Assumptions.assumeTrue(
        binaries().isPresent(), "no PostgreSQL with PostGIS: install postgresql-15-postgis-3");
    return started(durable);
  }

  /** The address of a new, empty database with PostGIS. */
  public String newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return url(USER, PASSWORD, name);
  }

  /** The address of a new, empty database without PostGIS and of a user who may not install it. */
  public String newDatabaseOfPlainUser() {
    String name = "plain" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE ROLE " + name + " LOGIN PASSWORD '" + PASSWORD + "'");
    execute("postgres", "CREATE DATABASE " + name + " OWNER " + name);
    return url(name, PASSWORD, name);
  }

  public String url(String user, String password, String database) {
    return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database;
  }

  public int port() {
    return port;
  }

  /** Runs SQL as the superuser, as in {@code ALTER ROLE}. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
  }

  /** Kills all its processes with SIGKILL, as a power failure does. */
  public void kill() {
    try {
      List<ProcessHandle> all = keeper.descendants().toList();
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : all) {
        awaitEnd(process);
      }
      endKeeper("keep\n");
    } catch (InterruptedException e) {
      throw new IllegalStateException("the server could not be killed", e);
    }
  }

  /** A killed process that nobody asks after counts as alive, but has no program any more. */
  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && process.info().command().isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("process " + process.pid() + " does not end");
      }
      Thread.sleep(5);
    }
  }

  /** Starts it again on the same port after {@link #kill}; returns when it answers. */
  public void restart() {
    try {
      Files.deleteIfExists(folder.resolve("data/postmaster.pid"));
      keeper = launch();
      awaitAnswer();
    } catch (IOException e) {
      throw new IllegalStateException("the server could not be started again", e);
    }
  }

  @Override
  public void close() {
    endKeeper("");
  }

  private static PostgresServer started(boolean durable) {
    try {
      Path folder = Files.createTempDirectory("sunqar-postgres-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      initialize(folder);
      PostgresServer server = new PostgresServer(folder, freePort(), durable);
      server.awaitAnswer();
      server.execute("postgres", "CREATE DATABASE " + TEMPLATE);
      server.execute(TEMPLATE, "CREATE EXTENSION postgis");
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL could not be started", e);
    }
  }

  private static void initialize(Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    List<String> command = asServerUser();
    command.addAll(
        List.of(
            binaries().orElseThrow().resolve("initdb").toString(),
            "--pgdata=" + folder.resolve("data"),
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("initdb.log").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "initdb failed: " + Files.readString(folder.resolve("initdb.log")));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper"));
    command.add(folder.toString());
    command.addAll(asServerUser());
    command.addAll(
        List.of(
            binaries().orElseThrow().resolve("postgres").toString(),
            "-D",
            folder.resolve("data").toString(),
            "-p",
            Integer.toString(port)));
    String sync = durable ? "on" : "off";
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=" + sync,
            "synchronous_commit=" + sync,
            "full_page_writes=" + sync,
            "max_connections=100",
            "shared_buffers=" + System.getProperty("sunqar.postgres.buffers", "64MB"),
            "max_wal_size=4GB")) {
      command.add("-c");
      command.add(setting);
    }
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = connect("postgres")) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "PostgreSQL does not answer: " + Files.readString(folder.resolve("log")), e);
        }
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void endKeeper(String lastWord) {
    try (Writer in = keeper.outputWriter(StandardCharsets.UTF_8)) {
      in.write(lastWord);
    } catch (IOException e) {
      throw new IllegalStateException("the server could not be stopped", e);
    }
    try {
      if (!keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not stop");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The start of a command that runs as a user whom PostgreSQL accepts. */
  private static List<String> asServerUser() {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    return command;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The folder of the programs of the newest PostgreSQL that has PostGIS. */
  private static Optional<Path> binaries() {
    for (int version = 19; version >= 13; version--) {
      Path programs = Path.of(String.format(Locale.ROOT, "/usr/lib/postgresql/%d/bin", version));
      Path extensions =
          Path.of(
              String.format(
                  Locale.ROOT, "/usr/share/postgresql/%d/extension/postgis.control", version));
      if (Stream.of(programs.resolve("postgres"), programs.resolve("initdb"), extensions)
          .allMatch(Files::exists)) {
        return Optional.of(programs);
      }
    }
    return Optional.empty();
  }

  /** Made when it is first used. */
  private static final class Shared {
    private static final PostgresServer SERVER = started(false);
  }
}
