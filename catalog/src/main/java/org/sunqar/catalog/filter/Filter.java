// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A condition on items in CQL2 (OGC 21-065r2), with all of its conformance classes. Immutable and
 * safe for use by several threads; two filters of the same tree are equal.
 *
 * <p><b>Names.</b> {@code id}, {@code collection}, {@code bbox} and {@code geometry} (also {@code
 * geom}) are the item's; any other name is a field of {@code properties}, with or without {@code
 * properties.} before it, whose dots may lead into objects; {@code type}, {@code stac_version},
 * {@code stac_extensions}, {@code links} and {@code assets} are the item's where {@code properties}
 * has no such field. A {@code datetime} of null stands for the interval from {@code start_datetime}
 * to {@code end_datetime}: functions of time take it as that, comparisons take its middle.
 *
 * <p><b>Unknown.</b> A comparison with what is absent, null or of another type is neither met nor
 * not met, and so is what follows from it only (the standard's truth table).
 *
 * <p><b>Time.</b> A text in an item is a time where it is compared with one. A day and a timestamp
 * compare by the day in UTC. An interval of days goes from the first instant of its first day to
 * the last one of its last.
 *
 * <p><b>Text.</b> Texts compare by code points. CASEI is full case folding, ACCENTI takes away
 * combining marks and strokes.
 *
 * <p><b>Space.</b> Geometries are in longitude and latitude and compare in the plane; heights do
 * not count. A BBOX whose west is east of its east crosses the antimeridian.
 *
 * <p><b>Limits.</b> {@value FilterLimits#TEXT} characters, {@value FilterLimits#NODES} parts,
 * {@value FilterLimits#NESTING} levels of parentheses, {@value FilterLimits#COORDINATES}
 * coordinates, {@value FilterLimits#PATTERN} characters of a pattern.
 */
public final class Filter {

  private final Condition condition;
  private final Set<String> properties;
  private final Rule rule;
  private final ItemReader reader;

  private Filter(Condition condition) {
    Set<String> names = new LinkedHashSet<>();
    condition.walk(node -> {
      if (node instanceof Operand.Property(String name)) {
        names.add(name);
      }
    });
    this.condition = condition;
    this.properties = Collections.unmodifiableSet(names);
    this.rule = Rule.of(condition);
    this.reader = new ItemReader(names);
  }

  /**
   * Parses CQL2 text.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID, with the place and what would be right
   */
  public static Filter parseText(String text) {
    return new Filter(TextParser.parse(text));
  }

  /**
   * Parses CQL2 JSON.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID, with the place and what would be right
   */
  public static Filter parseJson(JsonNode json) {
    return new Filter(JsonParser.parse(json));
  }

  /**
   * @throws org.sunqar.catalog.CatalogException INVALID when the tree is too large
   */
  public static Filter of(Condition condition) {
    return new Filter(condition);
  }

  /** What both this one and another one are met by. */
  public Filter and(Filter other) {
    return new Filter(
        new Condition.And(Stream.concat(parts(condition), parts(other.condition)).toList()));
  }

  private static Stream<Condition> parts(Condition condition) {
    return condition instanceof Condition.And(List<Condition> parts)
        ? parts.stream()
        : Stream.of(condition);
  }

  public Condition condition() {
    return condition;
  }

  /**
   * Whether an item meets it.
   *
   * @param item a STAC item as a JSON document
   */
  public boolean test(JsonNode item) {
    return rule.of(new Subject(item)) == Answer.YES;
  }

  /**
   * Whether a stored item meets it. Reads only what it asks for, several times faster than making a
   * tree of all of the document.
   *
   * @param item a STAC item as a JSON document in UTF-8
   * @throws org.sunqar.catalog.CatalogException CORRUPT when it is not one, as far as it is read
   */
  public boolean test(byte[] item) {
    return test(reader.read(item));
  }

  /** The names of all properties that it asks for, as it spells them. */
  public Set<String> properties() {
    return properties;
  }

  /** CQL2 text that parses to this filter. */
  public String toText() {
    return TextWriter.write(condition);
  }

  /** CQL2 JSON that parses to this filter. */
  public JsonNode toJson() {
    return JsonWriter.write(condition);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filter filter && condition.equals(filter.condition);
  }

  @Override
  public int hashCode() {
    return condition.hashCode();
  }

  @Override
  public String toString() {
    return toText();
  }
}
