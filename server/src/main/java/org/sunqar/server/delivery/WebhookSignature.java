// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook as Standard Webhooks has it: {@code v1,} and the base64 of the
 * HMAC-SHA256 over {@code ID.TIMESTAMP.BODY}. The timestamp is signed with the body, so that a
 * receiver can refuse what somebody has recorded and sends again.
 */
public final class WebhookSignature {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * Signs.
   *
   * @param secret text, or {@code whsec_} and the base64 of bytes
   * @param id the event's id
   * @param timestamp seconds since 1970
   * @param body as it is sent, UTF-8
   */
  public static String of(String secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      byte[] signature =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e); // every JDK has it, and every key fits
    }
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(PREFIX)) {
      try {
        byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        if (bytes.length > 0) {
          return bytes;
        }
      } catch (IllegalArgumentException _) {
        // no base64: it is a text that happens to begin so
      }
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
