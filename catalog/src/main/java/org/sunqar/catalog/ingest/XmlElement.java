// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;

/**
 * An element of the XML metadata that came with a product. Names are without their namespaces: the
 * formats that are read here change namespaces from version to version, and no two of their
 * elements differ in nothing else.
 *
 * <p>Paths are names of children with slashes between them, as {@code General_Info/SPACECRAFT}; a
 * step takes all children of the name, in the order of the document.
 *
 * <p>Reading is safe for files from anywhere: a document with a document type is refused, so there
 * are no entities but the five of XML itself; size, depth and number of elements are bounded before
 * memory is taken.
 *
 * @param name without namespace
 * @param attributes by their names without namespace
 * @param text of this element without that of its children, stripped
 * @param children in the order of the document
 */
record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {

  /** Larger documents are refused (bytes). The largest in use, of Sentinel-1, have 3 MB. */
  static final int MAX_BYTES = 16 << 20;

  XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /**
   * Reads a file.
   *
   * @throws CatalogException INVALID when it is not XML that is taken, IO when it cannot be read
   */
  static XmlElement read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file.toString(), in.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Parses a document, in the encoding that it declares.
   *
   * @param document its name, for messages
   * @return the outermost element
   * @throws CatalogException INVALID when it is not XML that is taken
   */
  static XmlElement parse(String document, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          document + " has more than " + MAX_BYTES + " bytes, too many for metadata");
    }
    return new XmlParser(document).parse(new ByteArrayInputStream(bytes));
  }

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The first element of a path. */
  Optional<XmlElement> child(String path) {
    return children(path).stream().findFirst();
  }

  /** All elements of a path. */
  List<XmlElement> children(String path) {
    List<XmlElement> found = List.of(this);
    for (String step : path.split("/", -1)) {
      found =
          found.stream()
              .flatMap(element -> element.children.stream())
              .filter(element -> element.name.equals(step))
              .toList();
    }
    return found;
  }

  /** The first element of a name at any depth below this one. */
  Optional<XmlElement> find(String wanted) {
    for (XmlElement child : children) {
      Optional<XmlElement> found =
          child.name.equals(wanted) ? Optional.of(child) : child.find(wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** All elements of a name at any depth below this one, in the order of the document. */
  List<XmlElement> findAll(String wanted) {
    List<XmlElement> found = new ArrayList<>();
    collect(wanted, found);
    return found;
  }

  private void collect(String wanted, List<XmlElement> found) {
    for (XmlElement child : children) {
      if (child.name.equals(wanted)) {
        found.add(child);
      }
      child.collect(wanted, found);
    }
  }

  /** The text of the first element of a path, when it has one. */
  Optional<String> text(String path) {
    return child(path).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  /** The first number of a path, when its text is a finite one. */
  OptionalDouble number(String path) {
    return text(path).map(XmlElement::parseNumber).orElse(OptionalDouble.empty());
  }

  /** The text of this element as a number, when it is a finite one. */
  OptionalDouble number() {
    return parseNumber(text);
  }

  /** The numbers in the text of this element, between white space; empty when it has others. */
  double[] numbers() {
    if (text.isEmpty()) {
      return new double[0];
    }
    String[] words = text.split("\\s+", -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      OptionalDouble number = parseNumber(words[i]);
      if (number.isEmpty()) {
        return new double[0];
      }
      numbers[i] = number.getAsDouble();
    }
    return numbers;
  }

  /**
   * The text that a product cannot do without.
   *
   * @throws CatalogException INVALID when it is not there
   */
  String required(String path) {
    return text(path).orElseThrow(() -> missing(path));
  }

  /** The number that a product cannot do without. */
  double requiredNumber(String path) {
    OptionalDouble number = parseNumber(required(path));
    if (number.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "metadata: " + path + " should be a number but is \"" + shortened(required(path)) + "\"");
    }
    return number.getAsDouble();
  }

  private CatalogException missing(String path) {
    return new CatalogException(
        CatalogException.Key.INVALID, "metadata: <" + name + "> has no " + path);
  }

  private static OptionalDouble parseNumber(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static String shortened(String value) {
    return value.length() <= 60 ? value : value.substring(0, 57) + "...";
  }
}
