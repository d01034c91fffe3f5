// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of an answer up to a number of bytes; one that goes on is cut off. Memory grows
 * with what arrives, whatever length the answer claims.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Content> {

  private static final int FIRST = 16 << 10;

  /**
   * What has arrived.
   *
   * @param bytes at least {@code length}
   * @param length bytes that arrived
   * @param cut whether the body goes on after them
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
  record Content(byte[] bytes, int length, boolean cut) {}

  private final int limit;
  private final CompletableFuture<Content> content = new CompletableFuture<>();
  private byte[] bytes;
  private int length;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int limit) {
    this.limit = limit;
    this.bytes = new byte[Math.min(limit, FIRST)];
  }

  @Override
  public CompletionStage<Content> getBody() {
    return content;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int taken = Math.min(buffer.remaining(), limit - length);
      if (taken > bytes.length - length) {
        long doubled = Math.max(2L * bytes.length, (long) length + taken);
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, doubled));
      }
      buffer.get(bytes, length, taken);
      length += taken;
      if (buffer.hasRemaining()) {
        if (subscription != null) {
          subscription.cancel();
        }
        content.complete(new Content(bytes, length, true));
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    content.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    content.complete(new Content(bytes, length, false));
  }
}
