// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sunqar.mission.MissionException;

/**
 * A file of JSON objects, one to a line, to which lines are only added. What was written survives
 * the end of the process and of the machine; a last line without its end was being written when
 * that happened and is passed over, and cut off by the next writer. One process writes at a time.
 */
final class OrderLog {

  /** An area of 10,000 corners takes half of it. */
  private static final int MOST_LINE = 1 << 20;

  private static final long MOST_BYTES = 1L << 30;
  private static final int CHUNK = 1 << 16;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 10;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Of each lock file of this process: the system's lock belongs to a process, and is gone when any
   * channel of the file is closed.
   */
  private static final Map<Path, ReentrantLock> WITHIN = new ConcurrentHashMap<>();

  private final Path file;
  private final Path lockFile;
  private final Consumer<JsonNode> reader;
  private long position;
  private long lines;

  /** A log in a folder whose lines are handed to a reader, each once and in order. */
  OrderLog(Path folder, Consumer<JsonNode> reader) {
    this.file = folder.toAbsolutePath().normalize().resolve("orders.jsonl");
    this.lockFile = file.resolveSibling("orders.lock");
    this.reader = reader;
  }

  private MissionException io(String what, IOException e) {
    return new MissionException(
        MissionException.Key.IO, "The orders in " + file + " cannot be " + what + ".", e);
  }

  private MissionException damaged(Throwable cause) {
    return new MissionException(
        MissionException.Key.IO,
        "Line " + (lines + 1) + " of " + file + " is damaged: " + cause.getMessage(),
        cause);
  }

  /** How many lines were read. */
  long lines() {
    return lines;
  }

  /** Reads the whole lines that were added since it was read last. */
  void catchUp() {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      catchUp(channel);
    } catch (IOException e) {
      throw io("read", e);
    }
  }

  private void catchUp(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size > MOST_BYTES) {
      throw new MissionException(MissionException.Key.IO, file + " is larger than 1 GiB.");
    }
    if (size < position) {
      throw new MissionException(
          MissionException.Key.CONFLICT, file + " was shortened while it was in use.");
    }
    byte[] rest = new byte[0];
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = position; at < size; ) {
      chunk.clear().limit((int) Math.min(CHUNK, size - at));
      int count = channel.read(chunk, at);
      if (count <= 0) {
        return;
      }
      at += count;
      rest = wholeLines(joined(rest, chunk.array(), count));
      if (rest.length > MOST_LINE) {
        throw damaged(new IOException("it is longer than 1 MiB."));
      }
    }
  }

  private static byte[] joined(byte[] rest, byte[] chunk, int count) {
    byte[] result = new byte[rest.length + count];
    System.arraycopy(rest, 0, result, 0, rest.length);
    System.arraycopy(chunk, 0, result, rest.length, count);
    return result;
  }

  /** Hands on the lines that are whole and returns what remains. */
  private byte[] wholeLines(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        try {
          reader.accept(MAPPER.readTree(new String(bytes, from, i - from, StandardCharsets.UTF_8)));
        } catch (JacksonException | IllegalArgumentException | MissionException e) {
          throw damaged(e);
        }
        lines++;
        position += i + 1 - from;
        from = i + 1;
      }
    }
    byte[] rest = new byte[bytes.length - from];
    System.arraycopy(bytes, from, rest, 0, rest.length);
    return rest;
  }

  /**
   * Adds lines. While they are thought of nobody else writes, and all that was written is read.
   *
   * @throws MissionException CONFLICT when another process has been writing for ten seconds, IO
   */
  void append(Supplier<List<ObjectNode>> thought) {
    ReentrantLock within = WITHIN.computeIfAbsent(lockFile, _ -> new ReentrantLock());
    try {
      if (!within.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel lock =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(lock);
        write(thought);
      }
    } catch (IOException e) {
      throw io("written", e);
    } finally {
      within.unlock();
    }
  }

  /** Takes the lock, which ends with the channel. */
  private void lock(FileChannel channel) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (channel.tryLock() == null) {
      if (System.nanoTime() > until) {
        throw busy();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw busy();
      }
    }
  }

  private MissionException busy() {
    return new MissionException(
        MissionException.Key.CONFLICT,
        "Another process is writing the orders in " + file + "; try again.");
  }

  private void write(Supplier<List<ObjectNode>> thought) throws IOException {
    boolean isNew = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      catchUp(channel);
      List<byte[]> added = new ArrayList<>();
      long bytes = position;
      for (ObjectNode each : thought.get()) {
        byte[] line = (each + "\n").getBytes(StandardCharsets.UTF_8);
        bytes += line.length;
        if (line.length > MOST_LINE || bytes > MOST_BYTES) {
          throw new MissionException(
              MissionException.Key.SETTING,
              "The order is too large to be kept; simplify its place.");
        }
        added.add(line);
      }
      if (added.isEmpty()) {
        return;
      }
      channel.truncate(position);
      channel.position(position);
      for (byte[] line : added) {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      channel.force(true);
      catchUp(channel);
    }
    if (isNew) {
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }
}
