// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * An item made ready for a store: what its columns need, and its document but for the two stamps
 * that only the store knows, {@code created} and {@code updated}. Making one takes longer than
 * writing it, so stores make them outside their transactions, several at a time.
 *
 * <p>The stamps are the first two fields of {@code properties} and always {@value #STAMP}
 * characters long, so that they can be filled in without writing the document anew.
 */
public final class ItemRow {

  /** Characters of a stamp: UTC with milliseconds. */
  private static final int STAMP = 24;

  private static final String EMPTY_STAMP = "0000-00-00T00:00:00.000Z";
  private static final byte[] STAMPS =
      ("\"created\":\"" + EMPTY_STAMP + "\",\"updated\":\"" + EMPTY_STAMP + "\"")
          .getBytes(StandardCharsets.US_ASCII);
  private static final int CREATED_AT = "\"created\":\"".length();
  private static final int UPDATED_AT = CREATED_AT + STAMP + "\",\"updated\":\"".length();

  /** Larger documents are refused (bytes): a page of items must fit in memory. */
  static final int MAX_BYTES = 8 << 20;

  /** Longer ids of items and collections are refused (characters): they are part of addresses. */
  static final int MAX_ID = 500;

  private final String collection;
  private final String id;
  private final Bounds bbox;
  private final Optional<String> contentHash;
  private final Map<String, JsonNode> properties;
  private final Map<String, ObjectNode> assets;
  private final long time;
  private final TimeInterval interval;
  private final byte[] json;
  private final int stampsAt;
  private final long digest;
  private final boolean localFiles;

  private ItemRow(Item item) {
    collection = item.collection();
    id = item.id();
    bbox = item.bbox();
    contentHash = item.contentHash();
    properties = item.properties();
    assets = AssetSummaries.fields(item.assets());
    interval = item.interval();
    // read once more only where it can be something else
    boolean isInterval =
        item.properties().containsKey("start_datetime")
            || item.properties().containsKey("end_datetime");
    Instant instant = isInterval ? item.time() : interval.start();
    if (interval.start().isBefore(TimeInterval.ALWAYS.start())
        || interval.end().isAfter(TimeInterval.ALWAYS.end())
        || instant.isBefore(TimeInterval.ALWAYS.start())
        || instant.isAfter(TimeInterval.ALWAYS.end())) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + item.id() + " has a time outside of the years 1 to 9999");
    }
    time = micros(instant);
    localFiles = item.assets().values().stream().anyMatch(asset -> isLocal(asset.href()));
    ItemJson.Written written = ItemJson.write(item, STAMPS);
    json = written.json();
    stampsAt = written.insertedAt();
    if (!Double.isFinite(bbox.minX() + bbox.minY() + bbox.maxX() + bbox.maxY())) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "item " + item.id() + " has a bbox without end: " + bbox);
    }
    if (json.length > MAX_BYTES) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item "
              + item.id()
              + " is a document of "
              + json.length
              + " bytes; "
              + MAX_BYTES
              + " at most can be kept");
    }
    digest = checksum(json);
  }

  /**
   * An item for a store of a workspace: files in the workspace are named relative to it, and links
   * that the server makes are left out.
   */
  public static ItemRow of(Item item, Path workspace) {
    if (item.collection().isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "item " + item.id() + " names no collection");
    }
    checkLength(item.id());
    checkLength(item.collection());
    return new ItemRow(item.relativeTo(workspace));
  }

  /** A document that a store has kept. */
  public static ItemRow of(ItemDocument document) {
    return kept(ItemJson.read(document.json()));
  }

  /** An item as a store has kept it: with its files named as there. */
  static ItemRow kept(Item item) {
    return new ItemRow(item);
  }

  public String collection() {
    return collection;
  }

  public String id() {
    return id;
  }

  /** The instant that an order by {@code datetime} takes (microseconds since 1970). */
  public long time() {
    return time;
  }

  /** When it begins (microseconds since 1970); not after {@link #time}. */
  public long start() {
    return Math.min(time, micros(interval.start()));
  }

  /** When it ends (microseconds since 1970); not before {@link #time}. */
  public long end() {
    return Math.max(time, micros(interval.end()));
  }

  /** Longitudes and latitudes (degrees); an east beyond 180 crosses the antimeridian. */
  public Bounds bbox() {
    return bbox;
  }

  public Optional<String> contentHash() {
    return contentHash;
  }

  /** The same for two items exactly when they differ in nothing but their stamps. */
  public long digest() {
    return digest;
  }

  /** Whether an asset is a file of this machine. */
  public boolean localFiles() {
    return localFiles;
  }

  /** All properties, those that became columns among them. */
  public Map<String, JsonNode> properties() {
    return properties;
  }

  /** What its assets may have in common with those of other items. */
  Map<String, ObjectNode> assets() {
    return assets;
  }

  /** A property that is a number. */
  public OptionalDouble number(String property) {
    JsonNode value = properties.get(property);
    return value != null && value.isNumber()
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }

  /** A property that is a text. */
  public Optional<String> text(String property) {
    return Optional.ofNullable(properties.get(property))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** When the item says that it was made. */
  public Optional<Instant> created() {
    return stamp("created");
  }

  /** When the item says that it was changed: of a document of another store, when it was there. */
  public Optional<Instant> updated() {
    return stamp("updated");
  }

  /**
   * The document with its stamps, which are cut to milliseconds.
   *
   * @param created {@link #created}, else that of the item in its place before, else now
   */
  public ItemDocument stamped(Instant created, Instant updated) {
    byte[] bytes = json.clone();
    put(bytes, stampsAt + CREATED_AT, created);
    put(bytes, stampsAt + UPDATED_AT, updated);
    return new ItemDocument(collection, id, version(bytes), localFiles, bytes);
  }

  /** Where the fields of {@code properties} begin in the document: behind its brace. */
  int propertiesAt() {
    return stampsAt;
  }

  /** {@link ItemDocument#version} of a document. */
  static String version(byte[] json) {
    return HexFormat.of().formatHex(sha256(json), 0, 8);
  }

  /** Microseconds since 1970, the finest step that both stores keep. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static void checkLength(String id) {
    if (id.length() > MAX_ID) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the id "
              + id.substring(0, 40)
              + "... has "
              + id.length()
              + " characters; "
              + MAX_ID
              + " at most can be kept");
    }
  }

  private static boolean isLocal(String href) {
    return href.startsWith("./") || href.regionMatches(true, 0, "file:", 0, 5);
  }

  private Optional<Instant> stamp(String field) {
    JsonNode value = properties.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.parse(value.asText()).toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "item " + id + ": " + field + " " + value + " is not a date and time of RFC 3339",
          e);
    }
  }

  private static void put(byte[] bytes, int at, Instant instant) {
    byte[] text = stamp(instant).getBytes(StandardCharsets.US_ASCII);
    if (text.length != STAMP) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "created " + instant + " is not in the years 0 to 9999");
    }
    System.arraycopy(text, 0, bytes, at, STAMP);
  }

  /** With exactly three decimals, which {@link Instant#toString} leaves out where it can. */
  static String stamp(Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  /** Two checksums of different polynomials: a tenth of a hash's time, for what nobody attacks. */
  private static long checksum(byte[] bytes) {
    CRC32 first = new CRC32();
    first.update(bytes);
    CRC32C second = new CRC32C();
    second.update(bytes);
    return first.getValue() << 32 | second.getValue();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
