// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a handler gives back.
 *
 * @param status of HTTP
 * @param content what is sent
 * @param headers beside those that come with the content
 */
public record Answer(int status, Content content, List<Field> headers) {

  /** A header. */
  public record Field(String name, String value) {}

  /** What is sent. */
  public sealed interface Content {}

  /** Nothing. */
  public record Nothing() implements Content {}

  /**
   * A resource as a tree. It is sent as JSON of the route's {@linkplain Kind kind}, or in another
   * {@link Representation}.
   */
  public record Tree(JsonNode json) implements Content {}

  /**
   * A resource as JSON in UTF-8, for what must be fast.
   *
   * @param bytes not to be changed
   * @param length how many of them count
   */
  @SuppressWarnings("ArrayRecordComponent") // a copy would cost more than the search
  public record Text(byte[] bytes, int length) implements Content {}

  /** Bytes of a type of their own, which have no other representation. */
  @SuppressWarnings("ArrayRecordComponent") // sent once, compared nowhere
  public record Raw(String mediaType, byte[] bytes) implements Content {}

  /**
   * Bytes that are kept compressed: sent as they are to who takes gzip, unpacked to who does not.
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once, compared nowhere
  public record Gzipped(String mediaType, byte[] gzip) implements Content {}

  /** A body of known length that is written piece by piece and never compressed. */
  public record Stream(String mediaType, long length, Writer writer) implements Content {}

  /** Writes a body. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  public Answer {
    headers = List.copyOf(headers);
  }

  public static Answer of(JsonNode json) {
    return new Answer(200, new Tree(json), List.of());
  }

  public static Answer of(byte[] json, int length) {
    return new Answer(200, new Text(json, length), List.of());
  }

  public static Answer text(String mediaType, String text) {
    return new Answer(200, new Raw(mediaType, text.getBytes(StandardCharsets.UTF_8)), List.of());
  }

  public static Answer empty(int status) {
    return new Answer(status, new Nothing(), List.of());
  }

  public Answer withStatus(int newStatus) {
    return new Answer(newStatus, content, headers);
  }

  public Answer with(String name, String value) {
    List<Field> more = new ArrayList<>(headers);
    more.add(new Field(name, value));
    return new Answer(status, content, more);
  }

  /** With an entity tag; the quotes belong to it. */
  public Answer tagged(String etag) {
    return with("ETag", etag);
  }
}
