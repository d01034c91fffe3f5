// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sunqar.analysis.AnalysisException;

/**
 * Who is told of the alerts of a watch, or of something else that its events name.
 *
 * @param watch the watch's name; empty: of no watch
 * @param kind how
 * @param target an http or https address, or an e-mail address
 * @param secret what signs the webhooks
 */
public record Subscriber(String watch, Kind kind, String target, Secret secret) {

  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]+@[^\\s@<>,;:\"]+");
  private static final int LONGEST = 2000;

  /** How a subscriber is told. */
  public enum Kind {
    /** Each event by a POST. */
    WEBHOOK,
    /** New alerts, several in one message. */
    MAIL;

    /** As in files: {@code webhook}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** What signs webhooks. It is never shown. */
  public sealed interface Secret {

    /** Nothing is signed. */
    record None() implements Secret {}

    /** The secret itself, kept in the workspace. */
    record Stored(String text) implements Secret {
      @Override
      public String toString() {
        return "Stored[...]";
      }
    }

    /** A variable of the environment of whoever delivers. */
    record Variable(String name) implements Secret {}
  }

  public Subscriber {
    boolean good =
        target.length() <= LONGEST
            && switch (kind) {
              case WEBHOOK -> isHttp(target);
              case MAIL -> MAIL.matcher(target).matches();
            };
    if (!good) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          switch (kind) {
            case WEBHOOK ->
                "a webhook is an http or https address with a host and without a password, not '"
                    + target
                    + "'";
            case MAIL -> "'" + target + "' is not an e-mail address";
          });
    }
    if (secret instanceof Secret.Stored(String text) && text.isBlank()) {
      throw new AnalysisException(AnalysisException.Key.SETTING, "the secret is empty");
    }
    if (secret instanceof Secret.Variable(String name) && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "'" + name + "' is not the name of a variable of the environment");
    }
  }

  private static boolean isHttp(String target) {
    try {
      URI uri = new URI(target);
      Optional<String> scheme = Optional.ofNullable(uri.getScheme());
      return scheme
              .filter(s -> s.equalsIgnoreCase("http") || s.equalsIgnoreCase("https"))
              .isPresent()
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
