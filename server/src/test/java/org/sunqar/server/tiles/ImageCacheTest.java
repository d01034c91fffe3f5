// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ImageCacheTest {

  private static Image image(int bytes) {
    return new Image("image/png", new byte[bytes]);
  }

  @Test
  void itNeverHoldsMoreThanItMay() {
    ImageCache cache = new ImageCache(100_000);
    for (int i = 0; i < 500; i++) {
      cache.get("k" + i, () -> image(5000));
      assertThat(cache.bytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(cache.bytes()).isGreaterThan(80_000);
    AtomicInteger made = new AtomicInteger();
    cache.get("k499", () -> counted(made));
    cache.get("k0", () -> counted(made));
    assertThat(made).as("the newest is there, the oldest is not").hasValue(1);
  }

  private static Image counted(AtomicInteger made) {
    made.incrementAndGet();
    return image(10);
  }

  @Test
  void aLargePictureDoesNotDriveOutAllOthers() {
    ImageCache cache = new ImageCache(100_000);
    cache.get("small", () -> image(10));
    cache.get("large", () -> image(90_000));
    assertThat(cache.bytes()).isLessThan(2000);
  }

  @Test
  void whoAsksAtTheSameTimeGetsTheSamePicture() throws Exception {
    ImageCache cache = new ImageCache(100_000);
    AtomicInteger made = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Image>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(() ->
                cache.get(
                    "same",
                    () -> {
                      begun.countDown();
                      await(go);
                      return counted(made);
                    })));
      }
      begun.await();
      go.countDown();
      Image first = answers.getFirst().get();
      for (Future<Image> answer : answers) {
        assertThat(answer.get()).isSameAs(first);
      }
    }
    assertThat(made).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatFailsIsTriedAgain() {
    ImageCache cache = new ImageCache(100_000);
    assertThatThrownBy(() ->
            cache.get(
                "k",
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(cache.get("k", () -> image(1)).bytes()).hasSize(1);
  }
}
