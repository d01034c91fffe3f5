// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.language;

/** CLDR's plural categories of whole numbers, for the languages of the program. */
enum Plural {
  ZERO,
  ONE,
  TWO,
  FEW,
  MANY,
  OTHER;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Plural of(String language, long n) {
    long tens = Math.abs(n % 10);
    long hundreds = Math.abs(n % 100);
    return switch (language) {
      case "ar" -> arabic(n, hundreds);
      case "ru" -> {
        if (tens == 1 && hundreds != 11) {
          yield ONE;
        }
        yield tens >= 2 && tens <= 4 && (hundreds < 12 || hundreds > 14) ? FEW : MANY;
      }
      case "fr", "pt" -> n == 0 || n == 1 ? ONE : OTHER;
      default -> n == 1 ? ONE : OTHER;
    };
  }

  private static Plural arabic(long n, long hundreds) {
    if (n == 0) {
      return ZERO;
    }
    if (n == 1) {
      return ONE;
    }
    if (n == 2) {
      return TWO;
    }
    if (hundreds >= 3 && hundreds <= 10) {
      return FEW;
    }
    return hundreds >= 11 ? MANY : OTHER;
  }
}
