// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.TextLexer.Kind;
import org.sunqar.catalog.filter.TextLexer.Token;

/** Parses a geometry in well-known text out of the tokens of a filter. */
final class WktParser {

  private static final Map<String, GeometryType> TYPES =
      Map.of(
          "point", GeometryType.POINT,
          "linestring", GeometryType.LINE_STRING,
          "polygon", GeometryType.POLYGON,
          "multipoint", GeometryType.MULTI_POINT,
          "multilinestring", GeometryType.MULTI_LINE_STRING,
          "multipolygon", GeometryType.MULTI_POLYGON,
          "geometrycollection", GeometryType.GEOMETRY_COLLECTION);

  private final List<Token> tokens;
  private final FilterBuilder builder;
  private int at;
  private int nesting;

  /**
   * @param at the token after the word that may name a geometry
   */
  WktParser(List<Token> tokens, int at, FilterBuilder builder) {
    this.tokens = tokens;
    this.at = at;
    this.builder = builder;
  }

  /** Whether the word names a geometry and its coordinates follow. */
  boolean isTagged(String word) {
    if (TYPES.containsKey(word)) {
      return peek().isSign("(")
          || peek().isWord("empty")
          || (peek().isWord("z") && tokens.get(at + 1).isSign("("));
    }
    return word.endsWith("z") && TYPES.containsKey(withoutZ(word)) && peek().isSign("(");
  }

  private static String withoutZ(String word) {
    return word.substring(0, word.length() - 1);
  }

  /** The token after the geometry. */
  int at() {
    return at;
  }

  Geometry tagged(String word) {
    if (++nesting > FilterLimits.NESTING) {
      throw FilterBuilder.invalid(
          peek(), "the geometry is nested more than " + FilterLimits.NESTING + " deep");
    }
    GeometryType type = TYPES.get(word);
    if (type == null) {
      type = TYPES.get(withoutZ(word));
    }
    if (type == null) {
      throw expected("a geometry such as POINT(71.4 51.1)");
    }
    if (peek().isWord("z")) {
      at++;
    }
    if (peek().isWord("empty")) {
      throw FilterBuilder.invalid(peek(), "an empty geometry has no place");
    }
    GeometryMaker maker = new GeometryMaker(builder, peek());
    Geometry geometry =
        switch (type) {
          case POINT -> maker.point(onePoint());
          case LINE_STRING -> maker.lineString(points());
          case POLYGON -> maker.polygon(lines());
          case MULTI_POINT -> maker.multiPoint(multiPoint());
          case MULTI_LINE_STRING -> maker.multiLineString(lines());
          case MULTI_POLYGON -> maker.multiPolygon(polygons());
          case GEOMETRY_COLLECTION -> maker.collection(geometries());
        };
    nesting--;
    return geometry;
  }

  private Coordinate onePoint() {
    expect("(");
    Coordinate point = coordinate();
    expect(")");
    return point;
  }

  private List<Geometry> geometries() {
    List<Geometry> members = new ArrayList<>();
    expect("(");
    do {
      Token name = peek();
      at++;
      String word = name.text().toLowerCase(Locale.ROOT);
      if (name.kind() != Kind.WORD || !isTagged(word)) {
        at--;
        throw expected("a geometry such as POINT(71.4 51.1)");
      }
      members.add(tagged(word));
    } while (take(","));
    expect(")");
    return members;
  }

  private List<List<List<Coordinate>>> polygons() {
    List<List<List<Coordinate>>> polygons = new ArrayList<>();
    expect("(");
    do {
      polygons.add(lines());
    } while (take(","));
    expect(")");
    return polygons;
  }

  private List<List<Coordinate>> lines() {
    List<List<Coordinate>> lines = new ArrayList<>();
    expect("(");
    do {
      lines.add(points());
    } while (take(","));
    expect(")");
    return lines;
  }

  /** Each point in parentheses of its own, or, as often written, without. */
  private List<Coordinate> multiPoint() {
    List<Coordinate> points = new ArrayList<>();
    expect("(");
    do {
      if (take("(")) {
        points.add(coordinate());
        expect(")");
      } else {
        points.add(coordinate());
      }
    } while (take(","));
    expect(")");
    return points;
  }

  private List<Coordinate> points() {
    List<Coordinate> points = new ArrayList<>();
    expect("(");
    do {
      points.add(coordinate());
    } while (take(","));
    expect(")");
    return points;
  }

  private Coordinate coordinate() {
    Token start = peek();
    List<Double> numbers = new ArrayList<>(3);
    while (!peek().isSign(",") && !peek().isSign(")") && numbers.size() < 4) {
      numbers.add(number());
    }
    return new GeometryMaker(builder, start).coordinate(numbers);
  }

  private double number() {
    String sign = take("-") ? "-" : "";
    if (sign.isEmpty()) {
      take("+");
    }
    Token token = peek();
    if (token.kind() != Kind.NUMBER) {
      throw expected("a coordinate");
    }
    at++;
    return FilterBuilder.finite(sign + token.text(), token);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean take(String sign) {
    boolean there = peek().isSign(sign);
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(String sign) {
    if (!take(sign)) {
      throw expected("'" + sign + "'");
    }
  }

  private CatalogException expected(String wanted) {
    return FilterBuilder.invalid(
        peek(), wanted + " was expected, but " + peek().shown() + " was found");
  }
}
