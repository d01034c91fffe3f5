// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sunqar.catalog.stac.Json;

/** What a client asks for. */
public final class Request {

  /** For so long a body that is too large is read. */
  private static final Duration LONGEST_DISCARD = Duration.ofSeconds(2);

  private final ServerRequest inner;
  private final Route route;
  private final Map<String, String> values;
  private final Map<String, String> parameters;
  private final String base;
  private final Optional<String> key;
  private final Predicate<String> served;

  /**
   * @param base where the API is for this client, without a slash at the end: {@code
   *     http://127.0.0.1:8080/api}
   * @param key whose key the client showed
   * @param served whether the server has something at a template
   */
  Request(
      ServerRequest inner,
      Route route,
      Map<String, String> values,
      Map<String, String> parameters,
      String base,
      Optional<String> key,
      Predicate<String> served) {
    this.inner = inner;
    this.route = route;
    this.values = values;
    this.parameters = parameters;
    this.base = base;
    this.key = key;
    this.served = served;
  }

  /** Whether this server has something at a template, so that a document may link to it. */
  public boolean isServed(String template) {
    return served.test(template);
  }

  /** Whose key the client showed; empty where no keys are asked for. */
  public Optional<String> key() {
    return key;
  }

  public Route route() {
    return route;
  }

  /**
   * Where the API is for this client, without a slash at the end: {@code
   * http://127.0.0.1:8080/api}.
   */
  public String base() {
    return base;
  }

  /** The address of something of the API for this client. Segments are encoded, and not empty. */
  public String address(String... segments) {
    StringBuilder address = new StringBuilder(base);
    for (String segment : segments) {
      address.append('/').append(encode(segment));
    }
    return address.toString();
  }

  /** Percent-encodes a path segment or the value of a parameter. */
  public static String encode(String text) {
    return QueryString.encode(text);
  }

  /** The address that was asked for, as the client wrote its parameters. */
  public String self() {
    String query = inner.prologue().query().rawValue();
    return query.isEmpty() ? selfWithoutParameters() : selfWithoutParameters() + "?" + query;
  }

  public String selfWithoutParameters() {
    String path = inner.prologue().uriPath().rawPath();
    return base + (path.startsWith("/api") ? path.substring(4) : path);
  }

  /** The decoded value of a variable segment of the route's template. */
  public String segment(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(route.template() + " has no {" + name + "}");
    }
    return value;
  }

  /** Whether only the headers are wanted. */
  public boolean isHead() {
    return inner.prologue().method().text().equals("HEAD");
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All parameters in their order, decoded. */
  public Map<String, String> parameters() {
    return parameters;
  }

  public Optional<String> header(HeaderName name) {
    return inner.headers().first(name);
  }

  /**
   * Reads the body.
   *
   * @param most bytes
   * @throws Problem 413 when it is larger, 415 when it is compressed
   */
  public byte[] body(int most) throws IOException {
    requireUncompressed();
    if (inner.headers().contentLength().orElse(0) > most) {
      throw tooLarge(most);
    }
    if (!inner.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = inner.content().inputStream()) {
      byte[] bytes = in.readNBytes(most);
      if (bytes.length == most && in.read() >= 0) {
        throw tooLarge(most);
      }
      return bytes;
    }
  }

  /**
   * The body as it comes, for what goes to the disk; to be closed. The server takes no body of more
   * than 64 MiB.
   *
   * @throws Problem 415 when it is compressed
   */
  public InputStream stream() {
    requireUncompressed();
    return inner.content().hasEntity()
        ? inner.content().inputStream()
        : InputStream.nullInputStream();
  }

  private void requireUncompressed() {
    Optional<String> encoding = header(HeaderNames.CONTENT_ENCODING);
    if (encoding.isPresent() && !encoding.get().equalsIgnoreCase("identity")) {
      throw new Problem(
          415, "content-encoding", "a body is to be sent uncompressed, not as " + encoding.get());
    }
  }

  /**
   * Reads the body as a JSON object.
   *
   * @param most bytes
   * @throws Problem 400 when it is not JSON, 413 when it is larger, 415 for another media type
   */
  public ObjectNode json(int most) throws IOException {
    String type = header(HeaderNames.CONTENT_TYPE).orElse("application/json");
    String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!essence.equals("application/json") && !essence.endsWith("+json")) {
      throw new Problem(
          415,
          "content-type",
          "the body should be application/json or application/geo+json, not " + essence);
    }
    byte[] bytes = body(most);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Problem.badRequest("json", "the body is not UTF-8");
    }
    JsonNode json = Json.parseObject(text);
    return (ObjectNode) json;
  }

  private Problem tooLarge(int most) {
    discard();
    return new Problem(
        413,
        "body",
        "the body is larger than " + most + " bytes",
        new Answer.Field("Connection", "close"));
  }

  /**
   * Reads what a client sends without asking first. One that is still sending when the connection
   * is closed sees a broken line and not the answer; one that asks by Expect waits for it.
   */
  private void discard() {
    if (inner.headers().contains(HeaderNames.EXPECT)) {
      return;
    }
    Thread reader = Thread.ofVirtual().start(this::readOn);
    try {
      reader.join(LONGEST_DISCARD); // one that sends nothing more is not waited for
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOn() {
    byte[] piece = new byte[1 << 16];
    try (InputStream in = inner.content().inputStream()) {
      while (in.read(piece) >= 0) {
        // nobody wants it
      }
    } catch (IOException | RuntimeException _) {
      // it was read in part before, or the client is gone
    }
  }
}
