// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource.Range;

/** A file read from a good server, and from servers that are not. */
class HttpSourceTest {

  static final SourceOptions QUICK =
      SourceOptions.DEFAULT
          .with(new SourceOptions.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)))
          .with(new SourceOptions.Retries(3, Duration.ofMillis(5), Duration.ofMillis(50)))
          .with(
              new SourceOptions.Fetching(
                  64 << 10, 32 << 10, 8 << 20, 2 << 20, 8, Duration.ofSeconds(60)));

  private static final byte[] BYTES = bytes(3_000_001, 7);

  private final RangeServer server = new RangeServer();
  private final Sources sources = new Sources(QUICK);

  @AfterEach
  void close() {
    sources.close();
    server.close();
  }

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private ByteSource open(String path) {
    return sources.openHttp(server.address(path), Authorization.NONE);
  }

  private ByteSource openBytes() {
    server.put("/a.tif", BYTES, "\"1\"");
    return open("/a.tif");
  }

  private static byte[] read(ByteSource source, long position, int size) {
    ByteBuffer target = ByteBuffer.allocate(size);
    source.read(position, target);
    return target.array();
  }

  private static void assertSame(ByteSource source, long position, int size) {
    assertThat(read(source, position, size))
        .isEqualTo(Arrays.copyOfRange(BYTES, (int) position, (int) position + size));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, RasterException.Key key) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RasterException.class, e -> assertThat(e.key()).as(e.getMessage()).isEqualTo(key));
  }

  @Test
  void theHeadIsReadAheadAndTellsTheSize() {
    try (ByteSource source = openBytes()) {
      assertThat(source.size()).isEqualTo(BYTES.length);
      assertSame(source, 0, 8);
      assertSame(source, 60_000, 5_536);
      assertThat(server.ranges()).containsExactly("bytes=0-65535");
    }
  }

  @Test
  void anyRangeComesAsItIs() {
    Random random = new Random(3);
    try (ByteSource source = openBytes()) {
      for (int i = 0; i < 60; i++) {
        int position = random.nextInt(BYTES.length);
        int most = random.nextBoolean() ? 40_000 : BYTES.length;
        assertSame(source, position, random.nextInt(Math.min(most, BYTES.length - position) + 1));
      }
      assertSame(source, BYTES.length, 0);
      assertFails(() -> read(source, BYTES.length - 1, 2), RasterException.Key.TRUNCATED);
    }
    assertThat(server.asked()).allMatch(asked -> !asked.range().isEmpty());
  }

  @Test
  void announcedRangesAreFetchedTogether() {
    try (ByteSource source = openBytes()) {
      server.forget();
      source.willRead(
          List.of(
              new Range(2_000_000, 20_000),
              new Range(1_000_000, 50_000),
              new Range(1_060_000, 40_000)));
      assertSame(source, 1_060_000, 40_000);
      assertSame(source, 1_000_000, 50_000);
      assertSame(source, 2_000_000, 20_000);
      assertThat(server.ranges())
          .containsExactlyInAnyOrder("bytes=999424-1114111", "bytes=1998848-2031615");
    }
  }

  @Test
  void moreThanTheCacheHoldsIsReadAllTheSame() {
    SourceOptions small =
        QUICK.with(new SourceOptions.Fetching(1 << 10, 0, 1 << 20, 0, 4, Duration.ofSeconds(60)));
    server.put("/a.tif", BYTES, "\"1\"");
    try (Sources tight = new Sources(small);
        ByteSource source = tight.openHttp(server.address("/a.tif"), Authorization.NONE)) {
      List<Range> all = new ArrayList<>();
      for (int at = 0; at + 50_000 <= BYTES.length; at += 50_000) {
        all.add(new Range(at, 50_000));
      }
      source.willRead(all);
      for (Range range : all) {
        assertSame(source, range.position(), 50_000);
      }
      assertSame(source, 0, BYTES.length);
    }
  }

  @Test
  void theCacheIsBounded() throws Exception {
    BlockCache cache = new BlockCache(10 * BlockCache.BLOCK);
    for (int i = 0; i < 100; i++) {
      for (BlockCache.Block block : cache.claim("file", i, i + 4)) {
        block.bytes().complete(new byte[BlockCache.BLOCK]);
      }
      assertThat(cache.held()).isLessThanOrEqualTo(10L * BlockCache.BLOCK);
    }
    assertThat(cache.claim("file", 99, 99).getFirst().claimed()).isFalse();
    assertThat(cache.claim("file", 0, 0).getFirst().claimed()).isTrue();
    BlockCache.Block waiting = cache.claim("other", 5, 5).getFirst();
    cache.fail("other", waiting, new IllegalStateException("lost"));
    assertThat(waiting.bytes()).isCompletedExceptionally();
    assertThat(cache.claim("other", 5, 5).getFirst().claimed()).isTrue();
  }

  @Test
  void whatManyReadAtOnceIsFetchedOnce() throws Exception {
    try (ByteSource source = openBytes();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.forget();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        readers.add(
            threads.submit(() -> {
              start.await();
              assertSame(source, 1_500_000, 30_000);
              return true;
            }));
      }
      start.countDown();
      for (Future<?> reader : readers) {
        reader.get();
      }
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @Test
  void aReaderThatIsInterruptedDoesNotFailTheOthers() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (ByteSource source = openBytes();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.instead(exchange -> {
        asked.countDown();
        try {
          answer.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        server.serve(exchange);
      });
      Future<?> first = threads.submit(() -> read(source, 1_000_000, 10));
      asked.await();
      Future<byte[]> second = threads.submit(() -> read(source, 1_000_000, 10));
      first.cancel(true);
      answer.countDown();
      assertThat(second.get()).isEqualTo(Arrays.copyOfRange(BYTES, 1_000_000, 1_000_010));
      assertThat(server.ranges()).hasSize(2);
    }
  }

  @Test
  void theProxyOfTheSystemIsUsed() {
    server.put("/a.tif", BYTES, "\"1\"");
    URI here = URI.create(server.address("/"));
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", String.valueOf(here.getPort()));
    try (Sources proxied = new Sources(QUICK);
        ByteSource source = proxied.openHttp("http://far.invalid/a.tif", Authorization.NONE)) {
      assertSame(source, 1_000_000, 10);
      assertThat(server.asked().getFirst().headers()).containsEntry("host", "far.invalid");
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }
  }

  @Test
  void sourcesThatAreClosedFail() {
    Sources own = new Sources(QUICK);
    server.put("/a.tif", BYTES, "\"1\"");
    ByteSource source = own.openHttp(server.address("/a.tif"), Authorization.NONE);
    own.close();
    assertFails(() -> read(source, 1_000_000, 10), RasterException.Key.IO)
        .hasMessageContaining("is closed");
  }

  @Test
  void aFileThatWasOpenJustNowIsNotAskedForAgain() {
    openBytes().close();
    server.forget();
    try (ByteSource again = open("/a.tif")) {
      assertSame(again, 0, 1000);
      assertThat(again.size()).isEqualTo(BYTES.length);
      assertThat(server.asked()).isEmpty();
    }
    try (ByteSource other = sources.openHttp(server.address("/a.tif"), Authorization.bearer("x"))) {
      assertSame(other, 0, 1000);
      assertThat(server.asked()).as("another user has to ask").hasSize(1);
    }
  }

  @Test
  void aFileThatIsReplacedIsNoticed() {
    try (ByteSource source = openBytes()) {
      server.put("/a.tif", bytes(BYTES.length, 8), "\"2\"");
      assertFails(() -> read(source, 1_000_000, 10), RasterException.Key.IO)
          .hasMessageContaining("was replaced while it was read");
    }
    try (ByteSource again = open("/a.tif")) {
      assertThat(read(again, 0, 100)).isEqualTo(Arrays.copyOf(bytes(BYTES.length, 8), 100));
    }
  }

  @Test
  void aReplacementIsNoticedAlsoWhereTheServerDoesNotCheck() {
    try (ByteSource source = openBytes()) {
      server.ignoreMatch();
      server.put("/a.tif", bytes(BYTES.length, 8), "\"2\"");
      assertFails(() -> read(source, 1_000_000, 10), RasterException.Key.IO)
          .hasMessageContaining("was replaced");
    }
  }

  @Test
  void smallAndEmptyFiles() {
    server.put("/empty.tif", new byte[0], "\"0\"");
    server.put("/small.tif", Arrays.copyOf(BYTES, 20_000), "");
    try (ByteSource empty = open("/empty.tif");
        ByteSource small = open("/small.tif")) {
      assertThat(empty.size()).isZero();
      assertThat(small.size()).isEqualTo(20_000);
      assertSame(small, 19_000, 1000);
    }
  }

  @Test
  void aServerThatIgnoresRanges() {
    byte[] small = Arrays.copyOf(BYTES, 1_000_000);
    server.instead(exchange -> RangeServer.send(exchange, 200, small));
    try (ByteSource source = open("/a.tif")) {
      assertThat(source.size()).isEqualTo(small.length);
      assertSame(source, 900_000, 100_000);
      assertThat(server.asked()).hasSize(1);
    }
    server.instead(exchange -> RangeServer.send(exchange, 200, BYTES));
    assertFails(() -> open("/b.tif"), RasterException.Key.TOO_LARGE)
        .hasMessageContaining("ignores range requests");
    server.instead(exchange -> {
      exchange.sendResponseHeaders(200, 0); // chunked, without a length
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(BYTES);
      }
    });
    assertFails(() -> open("/c.tif"), RasterException.Key.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void aFailureThatPasses(int status) {
    AtomicInteger asked = new AtomicInteger();
    server.instead(exchange -> {
      if (asked.getAndIncrement() % 3 < 2) {
        exchange.getResponseHeaders().set("Retry-After", "100000");
        exchange.sendResponseHeaders(status, -1);
      } else {
        server.serve(exchange);
      }
    });
    try (ByteSource source = openBytes()) {
      assertSame(source, 1_000_000, 100);
    }
    assertThat(asked).hasValue(6);
  }

  @ParameterizedTest
  @CsvSource({
    "503, UNREACHABLE, the server answers 503 (3 attempts), 3",
    "404, NOT_FOUND, does not exist (404), 1",
    "410, NOT_FOUND, does not exist (410), 1",
    "401, DENIED, may not be read (401), 1",
    "403, DENIED, may not be read (403), 1",
    "418, IO, is answered with 418, 1",
    "416, IO, for a range inside of it, 1",
    "302, IO, answers 302 without an address, 1"
  })
  void aFailureThatStays(int status, RasterException.Key key, String message, int attempts) {
    server.instead(exchange -> {
      exchange.getResponseHeaders().set("Content-Range", "bytes */77");
      RangeServer.send(exchange, status, new byte[100_000]);
    });
    assertFails(() -> open("/a.tif?token=secret"), key)
        .hasMessageContaining(message)
        .hasMessageContaining("/a.tif ")
        .hasMessageNotContaining("secret");
    assertThat(server.asked()).hasSize(attempts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 1-65536/3000001",
        "bytes 0-65534/3000001",
        "bytes 0-65535/*",
        "bytes 0-65535/65000",
        "items 0-65535/3000001",
        "bytes 0-99999999999999999999/3000001",
        ""
      })
  void aRangeThatWasNotAskedFor(String range) {
    server.instead(exchange -> {
      exchange.getResponseHeaders().set("Content-Range", range);
      RangeServer.send(exchange, 206, Arrays.copyOf(BYTES, 65_536));
    });
    assertFails(() -> open("/a.tif"), RasterException.Key.IO)
        .hasMessageContaining("is answered with");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 65_535, 65_537, 3_000_000})
  void aBodyOfAnotherLength(int length) {
    server.instead(exchange -> {
      exchange.getResponseHeaders().set("Content-Range", "bytes 0-65535/3000001");
      RangeServer.send(exchange, 206, Arrays.copyOf(BYTES, length));
    });
    assertFails(() -> open("/a.tif"), RasterException.Key.IO)
        .hasMessageContaining("is answered with");
  }

  @Test
  void aCompressedAnswer() {
    server.instead(exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      RangeServer.send(exchange, 200, new byte[100]);
    });
    assertFails(() -> open("/a.tif"), RasterException.Key.UNSUPPORTED).hasMessageContaining("gzip");
  }

  private HttpHandler redirecting(String to) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().equals("/b.tif")) {
        server.serve(exchange);
      } else {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
      }
    };
  }

  @Test
  void redirectsAreFollowedOnce() {
    server.put("/b.tif", BYTES, "\"1\"");
    server.instead(redirecting("/b.tif"));
    try (ByteSource source = open("/a.tif")) {
      assertSame(source, 1_000_000, 100);
      assertThat(server.asked())
          .extracting(RangeServer.Asked::path)
          .containsExactly("/a.tif", "/b.tif", "/b.tif");
    }
  }

  @Test
  void aRedirectThatHasRunOutIsAskedForAgain() {
    server.put("/b.tif", BYTES, "\"1\"");
    server.put("/c.tif", BYTES, "\"1\"");
    server.instead(redirecting("/b.tif"));
    try (ByteSource source = open("/a.tif")) {
      server.instead(exchange -> {
        switch (exchange.getRequestURI().getPath()) {
          case "/a.tif" -> {
            exchange.getResponseHeaders().set("Location", "/c.tif");
            exchange.sendResponseHeaders(307, -1);
          }
          case "/b.tif" -> exchange.sendResponseHeaders(403, -1);
          default -> server.serve(exchange);
        }
      });
      assertSame(source, 1_000_000, 100);
    }
  }

  @Test
  void redirectsThatAreNotFollowed() {
    server.instead(redirecting("/again.tif"));
    assertFails(() -> open("/a.tif"), RasterException.Key.IO).hasMessageContaining("more than 8");
    assertThat(server.asked()).hasSize(9);
    server.instead(redirecting("file:///etc/hostname"));
    assertFails(() -> open("/a.tif"), RasterException.Key.IO).hasMessageContaining("not followed");
    HttpAddress secure = HttpAddress.parse("https://host/a.tif").address();
    assertFails(() -> secure.redirected("http://host/a.tif"), RasterException.Key.IO);
    assertThat(secure.redirected("../b.tif").uri()).hasToString("https://host/../b.tif");
  }

  @Test
  void secretsStayWithTheirOrigin() {
    try (RangeServer other = new RangeServer()) {
      other.put("/b.tif", BYTES, "\"1\"");
      server.instead(redirecting(other.address("/b.tif")));
      String address = server.address("/a.tif").replace("//", "//me:p%40ss@");
      try (ByteSource source = sources.openHttp(address, Authorization.NONE)) {
        assertSame(source, 100, 100);
        assertThat(source.name()).isEqualTo(server.address("/a.tif"));
      }
      assertThat(server.asked().getFirst().headers())
          .containsEntry("authorization", "Basic bWU6cEBzcw==");
      assertThat(other.asked().getFirst().headers()).doesNotContainKey("authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://host, https://host/",
    "HTTP://Host:8080/a b.tif?x=[1], http://Host:8080/a%20b.tif?x=%5B1%5D",
    "http://[::1]:80/a%20b/ü.tif, http://[::1]/a%20b/%C3%BC.tif"
  })
  void addressesAsPeopleWriteThem(String text, String uri) {
    assertThat(HttpAddress.parse(text).address().uri()).hasToString(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/a.tif", "http:///a.tif", "a.tif", "http://user:secret@/"})
  void whatIsNoAddress(String text) {
    assertFails(() -> HttpAddress.parse(text), RasterException.Key.NOT_FOUND)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aSourceThatIsClosed() {
    ByteSource source = openBytes();
    source.close();
    assertFails(() -> read(source, 0, 1), RasterException.Key.IO).hasMessageContaining("is closed");
  }

  @Test
  void settingsAreChecked() {
    assertThat(
            SourceOptions.of(java.util.Map.of("SUNQAR_HTTP_TIMEOUT", "1.5")).timeouts().response())
        .isEqualTo(Duration.ofMillis(1500));
    assertThatThrownBy(() -> SourceOptions.of(java.util.Map.of("SUNQAR_HTTP_CACHE", "much")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SUNQAR_HTTP_CACHE is 'much'");
    assertThatThrownBy(() -> new SourceOptions.Timeouts(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
