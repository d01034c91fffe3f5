// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.catalog.filter.FilterBuilder.Place;

/** Takes CQL2 text apart into words, names in quotes, texts, numbers and signs. */
final class TextLexer {

  enum Kind {
    /** A keyword or a name without quotes. */
    WORD,
    /** A name in double quotes. */
    NAME,
    TEXT,
    /** Without a sign. */
    NUMBER,
    SIGN,
    END
  }

  /**
   * @param text what it stands for: without quotes and escapes
   * @param start the character it begins with, from 0
   * @param end the one after it
   */
  record Token(Kind kind, String text, int start, int end) implements Place {

    @Override
    public String describe() {
      return "character " + (start + 1);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    /** As a message shows it. */
    String shown() {
      return kind == Kind.END ? "the end" : FilterBuilder.quoted(text);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  TextLexer(String text) {
    this.text = text;
  }

  /** All of them; the last one is the END. */
  List<Token> tokens() {
    while (skipSpace()) {
      char c = text.charAt(at);
      if (c == '\'') {
        quotedText();
      } else if (c == '"') {
        quotedName();
      } else if (startsNumber(c)) {
        number();
      } else if (isNameStart(text.codePointAt(at))) {
        word();
      } else {
        sign(c);
      }
    }
    add(Kind.END, "", at);
    return tokens;
  }

  private boolean skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  /** The white space of the standard's grammar, which is more than Java's. */
  private static boolean isSpace(char c) {
    return c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private void quotedText() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean more = at < text.length();
      if (c == '\'') {
        if (!more || text.charAt(at) != '\'') {
          add(Kind.TEXT, value.toString(), start);
          return;
        }
        value.append('\'');
        at++;
      } else if (c == '\\' && more) {
        escape(text.charAt(at++), value);
      } else {
        value.append(c);
      }
    }
    throw FilterBuilder.invalid(
        place(start), "the text that begins here has no closing ' (a ' within is written '')");
  }

  /** What is no escape stays as it is: LIKE has its own of the same form. */
  private static void escape(char c, StringBuilder value) {
    switch (c) {
      case '\'', '\\' -> value.append(c);
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 't' -> value.append('\t');
      case 'n' -> value.append('\n');
      case 'v' -> value.append('\u000b');
      case 'f' -> value.append('\f');
      case 'r' -> value.append('\r');
      default -> value.append('\\').append(c);
    }
  }

  private void quotedName() {
    int start = at++;
    StringBuilder name = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        if (at == text.length() || text.charAt(at) != '"') {
          add(Kind.NAME, name.toString(), start);
          return;
        }
        at++;
      }
      name.append(c);
    }
    throw FilterBuilder.invalid(place(start), "the name that begins here has no closing \"");
  }

  private boolean startsNumber(char c) {
    return isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)));
  }

  private void number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    int mantissa = at;
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int exponent = at;
      digits();
      if (at == exponent) {
        at = mantissa;
      }
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && isNamePart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    add(Kind.WORD, text.substring(start, at), start);
  }

  private void sign(char c) {
    int start = at++;
    if ((c == '<' || c == '>') && at < text.length()) {
      char second = text.charAt(at);
      if (second == '=' || (c == '<' && second == '>')) {
        at++;
      }
    } else if ("()[],=+-*/%^<>".indexOf(c) < 0) {
      throw FilterBuilder.invalid(
          place(start),
          c == '!'
              ? "there is no '!': not equal is <>, not is NOT"
              : "the character " + shown(text.codePointAt(start)) + " does not belong here");
    }
    add(Kind.SIGN, text.substring(start, at), start);
  }

  private static String shown(int codePoint) {
    return codePoint < ' ' || codePoint > '~'
        ? "U+%04X".formatted(codePoint)
        : "'" + Character.toString(codePoint) + "'";
  }

  private void add(Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start, at));
  }

  private static Place place(int start) {
    return () -> "character " + (start + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a name can be written without quotes. */
  static boolean isPlainName(String name) {
    return !name.isEmpty()
        && isNameStart(name.codePointAt(0))
        && name.codePoints().allMatch(TextLexer::isNamePart);
  }

  /** The rule identifierStart of the standard's grammar, with all letters of Unicode. */
  private static boolean isNameStart(int c) {
    return c == ':'
        || c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && Character.isLetter(c));
  }

  private static boolean isNamePart(int c) {
    return isNameStart(c)
        || c == '.'
        || (c >= '0' && c <= '9')
        || (c >= 0x300 && (c <= 0x36F || Character.getType(c) == Character.NON_SPACING_MARK));
  }
}
