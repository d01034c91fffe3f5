// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.asset;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * The bytes of items' and collections' files, whole or in ranges, with an entity tag of checksum,
 * size and time, so that a client never mixes two versions of a file. A file that is elsewhere on
 * the web is redirected to.
 */
public final class AssetApi implements ApiPart {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  /** Where the workspace has what is made for collections. */
  private static final String OVERVIEWS = "./overviews/";

  private final ItemStore store;
  private final Path workspace;

  /** {@code workspace}: the folder that relative addresses start from. */
  public AssetApi(ItemStore store, Path workspace) {
    this.store = store;
    this.workspace = workspace;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/collections/{collection}/items/{item}/assets/{asset}",
            Kind.FILE,
            request -> answer(request, existing(request))),
        Route.get(
            "/api/collections/{collection}/assets/" + OverviewMosaic.ASSET,
            Kind.FILE,
            request -> answer(request, overview(request))));
  }

  private Answer answer(Request request, JsonNode asset) throws IOException {
    String href = asset.path("href").asText();
    if (href.startsWith("http://") || href.startsWith("https://")) {
      return Answer.empty(302).with("Location", href);
    }
    AssetFile file =
        AssetFile.of(workspace, href)
            .orElseThrow(() -> Problem.notFound("the file of this asset is not on this server"));
    return answer(request, asset, file);
  }

  private JsonNode existing(Request request) {
    String collection = request.segment("collection");
    String id = request.segment("item");
    ItemDocument item =
        store
            .document(collection, id)
            .orElseThrow(() ->
                Problem.notFound(
                    "there is no item '" + id + "' in collection '" + collection + "'"));
    JsonNode asset =
        Json.parseObject(new String(item.json(), StandardCharsets.UTF_8))
            .path("assets")
            .get(request.segment("asset"));
    if (asset == null) {
      throw Problem.notFound("item '" + id + "' has no asset '" + request.segment("asset") + "'");
    }
    return asset;
  }

  /** The one file that the program makes for a collection itself. */
  private JsonNode overview(Request request) {
    String collection = request.segment("collection");
    JsonNode assets =
        store
            .collection(collection)
            .orElseThrow(() -> Problem.notFound("there is no collection '" + collection + "'"))
            .other()
            .get("assets");
    JsonNode asset = assets == null ? null : assets.get(OverviewMosaic.ASSET);
    String href = asset == null ? "" : asset.path("href").asText();
    if (asset == null || !href.startsWith(OVERVIEWS) || href.contains("..")) {
      throw Problem.notFound("collection '" + collection + "' has no overview");
    }
    return asset;
  }

  private static Answer answer(Request request, JsonNode asset, AssetFile file) {
    Optional<String> digest = sha256(asset, file);
    String tag =
        EntityTag.strong(
            digest.map(hex -> hex.substring(0, 16) + "-").orElse("")
                + Long.toHexString(file.size())
                + "-"
                + Long.toHexString(file.modified().toEpochMilli()));
    String type = type(asset);
    Optional<List<ByteRanges.ByteRange>> ranges = Optional.empty();
    if (!request.isHead() && ifRange(request, tag, file)) {
      ranges =
          request
              .header(HeaderNames.RANGE)
              .flatMap(header -> ByteRanges.parse(header, file.size()));
    }
    if (ranges.isPresent() && ranges.get().isEmpty()) {
      throw new Problem(
          416,
          "range",
          "the file has " + file.size() + " bytes; none of them is in the range",
          new Answer.Field("Content-Range", "bytes */" + file.size()),
          new Answer.Field("Accept-Ranges", "bytes"));
    }
    FileParts parts = new FileParts(file, type);
    Answer answer = ranges.isPresent() ? parts.some(ranges.get()) : parts.all();
    answer =
        answer
            .tagged(tag)
            .with("Accept-Ranges", "bytes")
            .with("Last-Modified", HTTP_DATE.format(seconds(file.modified())))
            .with("Content-Security-Policy", "sandbox");
    if (digest.isPresent()) {
      String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.get()));
      answer = answer.with("Repr-Digest", "sha-256=:" + base64 + ":");
    }
    return answer;
  }

  /** Whether a range may be sent: the client has the beginning of this very version. */
  private static boolean ifRange(Request request, String tag, AssetFile file) {
    Optional<String> known = request.header(HeaderNames.IF_RANGE);
    if (known.isEmpty()) {
      return true;
    }
    String text = known.get().strip();
    if (text.startsWith("\"")) {
      return text.equals(tag);
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return date.toInstant().equals(seconds(file.modified()).toInstant());
    } catch (DateTimeException _) {
      return false; // among them weak tags
    }
  }

  private static ZonedDateTime seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
  }

  /** The file's SHA-256 (hex) as the item has it, unless the file has another size by now. */
  private static Optional<String> sha256(JsonNode asset, AssetFile file) {
    String checksum = asset.path("file:checksum").asText();
    JsonNode size = asset.path("file:size");
    boolean multihash = checksum.matches("1220[0-9a-fA-F]{64}"); // 0x12: SHA-256, 0x20: 32 bytes
    return multihash && (size.isMissingNode() || size.asLong() == file.size())
        ? Optional.of(checksum.substring(4).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String type(JsonNode asset) {
    String type = asset.path("type").asText();
    boolean plain =
        type.indexOf('/') > 0
            && type.length() <= 200
            && type.chars().allMatch(c -> c >= ' ' && c < 127);
    return plain ? type : "application/octet-stream";
  }
}
