// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Problem;

/**
 * Files that clients send, in a folder of the workspace: for each {@code ID.part}, its bytes, and
 * {@code ID.json}, what it is.
 *
 * <p>Guarantees: what a client is told to be here is on the disk; so an upload goes on after
 * anything, also a restart, where it was. A request that breaks leaves the bytes that had come. Of
 * two requests for one file the later goes on and the earlier ends: it is that of a line that broke
 * without the server's knowing. Uploads that nobody touches for seven days are deleted.
 */
public final class Uploads {

  /** Free space that is left for everything else (bytes). */
  private static final long SPARE = 256L << 20;

  private static final Duration KEPT = Duration.ofDays(7);
  private static final int PIECE = 1 << 16;

  /** Uploads at a time. */
  private static final int MOST = 10_000;

  private final Path folder;
  private final long most;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** The number of the last request for each file. */
  private final Map<String, Long> claims = new ConcurrentHashMap<>();

  /**
   * Opens the folder, creating it when it is not there.
   *
   * @param most bytes that all of them may have together
   */
  public Uploads(Path folder, long most, InstantSource clock) {
    this.folder = folder;
    this.most = most;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> stages = Files.list(folder)) {
        for (Path stage : stages.filter(Files::isDirectory).toList()) {
          deleteTree(stage); // of an import that was killed; it has links only
        }
      }
    } catch (IOException e) {
      throw io(e);
    }
  }

  /**
   * Begins one.
   *
   * @throws Problem 507 when there is no room for it
   */
  synchronized Upload create(String name, long length) {
    List<Upload> all = list();
    long taken = all.stream().filter(u -> u.imported().isEmpty()).mapToLong(Upload::length).sum();
    if (length > most - taken) {
      throw full(
          "uploads may have "
              + gigabytes(most)
              + " together and have "
              + gigabytes(taken)
              + ", so there is no room for "
              + gigabytes(length)
              + " more; import or delete some, or raise the setting uploads.most");
    }
    if (all.size() >= MOST) {
      throw full("there are " + MOST + " uploads already; import or delete some");
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    Upload upload =
        new Upload(
            HexFormat.of().formatHex(bytes),
            FileName.of(name),
            length,
            0,
            clock.instant(),
            Optional.empty());
    try {
      long missing = all.stream().mapToLong(u -> u.length() - u.offset()).sum();
      if (Files.getFileStore(folder).getUsableSpace() - missing - SPARE < length) {
        throw full("the disk of the server has no room for " + gigabytes(length) + " more");
      }
      Files.createFile(part(upload.id()));
      describe(upload);
    } catch (IOException e) {
      delete(upload.id()); // all of it or nothing
      throw failed(e, upload.name());
    }
    return upload;
  }

  /**
   * One of them.
   *
   * @throws Problem 404
   */
  Upload find(String id) {
    if (!id.matches("[0-9a-f]{32}")) {
      throw missing(id);
    }
    try {
      return read(id);
    } catch (NoSuchFileException _) {
      throw missing(id);
    } catch (IOException e) {
      throw io(e);
    }
  }

  /** All that are here, the latest first; those that are too old are deleted. */
  synchronized List<Upload> list() {
    List<Upload> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("[0-9a-f]{32}\\.json")) {
          try {
            all.add(read(name.substring(0, 32)));
          } catch (NoSuchFileException _) {
            // deleted just now
          }
        }
      }
    } catch (IOException e) {
      throw io(e);
    }
    List<Upload> old =
        all.stream().filter(u -> u.touched().plus(KEPT).isBefore(clock.instant())).toList();
    old.forEach(upload -> delete(upload.id()));
    all.removeAll(old);
    all.sort(Comparator.comparing(Upload::touched).reversed().thenComparing(Upload::id));
    return all;
  }

  /**
   * Adds bytes.
   *
   * @param offset where they belong: how many have come
   * @return the upload after it
   * @throws Problem 404; 409 with the right offset; 413 when there are more than it was to have, of
   *     which none beyond its length is kept; 507 when the disk is full, with what there was room
   *     for kept, to go on with later
   */
  Upload append(String id, long offset, InputStream bytes) throws IOException {
    find(id);
    long claim = claims.merge(id, 1L, Long::sum);
    try (FileChannel channel = FileChannel.open(part(id), StandardOpenOption.WRITE)) {
      Upload upload;
      synchronized (this) {
        upload = find(id);
        if (upload.offset() != offset) {
          throw misplaced(upload, offset);
        }
      }
      try {
        fill(channel, upload, claim, bytes);
      } catch (IOException | RuntimeException e) {
        try {
          channel.force(true);
        } catch (IOException worse) {
          e.addSuppressed(worse); // of a full disk: the client is told of that
        }
        throw e;
      }
      channel.force(true);
    } catch (NoSuchFileException _) {
      throw missing(id); // deleted, or imported
    }
    return find(id);
  }

  private void fill(FileChannel channel, Upload upload, long claim, InputStream bytes)
      throws IOException {
    String id = upload.id();
    long length = upload.length();
    long at = upload.offset();
    byte[] piece = new byte[PIECE];
    for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
      int taken = (int) Math.min(n, length - at);
      synchronized (this) {
        if (claims.getOrDefault(id, 0L) != claim) {
          throw misplaced(find(id), at);
        }
        write(channel, ByteBuffer.wrap(piece, 0, taken), at, upload.name());
      }
      at += taken;
      if (taken < n) {
        throw new Problem(
            413,
            "length",
            "upload " + id + " was to have " + length + " bytes, and more of them came",
            new Answer.Field("Connection", "close"));
      }
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long at, String name) {
    long place = at;
    try {
      while (bytes.hasRemaining()) {
        place += channel.write(bytes, place);
      }
    } catch (IOException e) {
      throw failed(e, name);
    }
  }

  /** What a client is told when a file cannot be written. */
  private static RuntimeException failed(IOException e, String name) {
    String why = String.valueOf(e.getMessage());
    if (why.contains("space left") || why.contains("quota")) {
      return full("the disk of the server is full: there is no room for the rest of " + name);
    }
    if (why.contains("File too large")) {
      return full("the disk of the server takes no file as large as " + name);
    }
    return io(e);
  }

  /** Deletes one; nothing happens when it is not there. */
  synchronized void delete(String id) {
    claims.remove(id);
    try {
      Files.deleteIfExists(part(id));
      Files.deleteIfExists(description(id));
      Files.deleteIfExists(temporary(id));
    } catch (IOException e) {
      throw io(e);
    }
  }

  /** Notes that a collection has a file, whose bytes are here no longer. */
  synchronized void imported(Upload upload, String collection) {
    try {
      describe(
          new Upload(
              upload.id(),
              upload.name(),
              upload.length(),
              upload.length(),
              clock.instant(),
              Optional.of(collection)));
      Files.deleteIfExists(part(upload.id()));
    } catch (IOException e) {
      throw io(e);
    }
  }

  /**
   * A folder that has files under their names, for as long as it is needed.
   *
   * @param files by their names in it, which may have folders
   */
  Path stage(Map<String, Upload> files) throws IOException {
    Path stage = Files.createTempDirectory(folder, "import-");
    for (Map.Entry<String, Upload> file : files.entrySet()) {
      Path link = stage.resolve(file.getKey());
      Path parent = link.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createLink(link, part(file.getValue().id()));
      } catch (UnsupportedOperationException | IOException _) {
        Files.copy(part(file.getValue().id()), link); // a file system without links
      }
    }
    return stage;
  }

  /** Deletes such a folder. */
  static void deleteTree(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.walk(root)) {
      all = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : all) {
      Files.deleteIfExists(entry);
    }
  }

  private Path part(String id) {
    return folder.resolve(id + ".part");
  }

  private Path description(String id) {
    return folder.resolve(id + ".json");
  }

  private Path temporary(String id) {
    return folder.resolve(id + ".tmp");
  }

  private Upload read(String id) throws IOException {
    ObjectNode json = Json.parseObject(Files.readString(description(id)));
    String imported = json.path("imported").asText();
    long length = json.path("length").asLong();
    Path bytes = imported.isEmpty() ? part(id) : description(id);
    return new Upload(
        id,
        json.path("name").asText(),
        length,
        imported.isEmpty() ? Files.size(bytes) : length,
        Files.getLastModifiedTime(bytes).toInstant(),
        Optional.of(imported).filter(collection -> !collection.isEmpty()));
  }

  /** Whole or not at all. */
  private void describe(Upload upload) throws IOException {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", upload.name())
            .put("length", upload.length());
    upload.imported().ifPresent(collection -> json.put("imported", collection));
    Path temporary = temporary(upload.id());
    Files.write(temporary, json.toString().getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(temporary, description(upload.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Problem misplaced(Upload upload, long offset) {
    return new Problem(
        409,
        "offset",
        "upload "
            + upload.id()
            + " has "
            + upload.offset()
            + " bytes; go on there, not at "
            + offset,
        new Answer.Field("Upload-Offset", Long.toString(upload.offset())));
  }

  private static Problem missing(String id) {
    return Problem.notFound(
        "there is no upload '"
            + (id.length() > 60 ? id.substring(0, 60) + "..." : id)
            + "'; one that nobody touches is forgotten after seven days");
  }

  private static Problem full(String detail) {
    return new Problem(507, "full", detail);
  }

  private static String gigabytes(long bytes) {
    return String.format(java.util.Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  private static CatalogException io(IOException e) {
    return new CatalogException(CatalogException.Key.IO, "uploads cannot be kept: " + e, e);
  }
}
