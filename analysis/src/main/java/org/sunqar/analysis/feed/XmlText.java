// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.feed;

import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;

/** Writes an XML document element by element. */
final class XmlText {

  /** What a document is made of. */
  @FunctionalInterface
  interface Content {
    void write(XmlText xml) throws XMLStreamException;
  }

  private final XMLStreamWriter out;

  private XmlText(XMLStreamWriter out) {
    this.out = out;
  }

  static String document(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      content.write(new XmlText(out));
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a text in memory takes everything
    }
    return text.append('\n').toString();
  }

  XmlText open(String name) throws XMLStreamException {
    out.writeStartElement(name);
    return this;
  }

  /** The root, with its namespace. */
  XmlText root(String name, String namespace) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeDefaultNamespace(namespace);
    return this;
  }

  XmlText namespace(String prefix, String uri) throws XMLStreamException {
    out.writeNamespace(prefix, uri);
    return this;
  }

  XmlText attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, printable(value));
    return this;
  }

  XmlText close() throws XMLStreamException {
    out.writeEndElement();
    return this;
  }

  /** An element with a text; a name with a prefix is written as it stands. */
  XmlText element(String name, String value) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(printable(value));
    out.writeEndElement();
    return this;
  }

  /** Latitude and longitude of a ring's points, to a centimetre. */
  static String latitudeFirst(LinearRing ring, String within, String between) {
    return java.util.Arrays.stream(ring.getCoordinates())
        .map(point -> number(point, within))
        .collect(Collectors.joining(between));
  }

  private static String number(Coordinate point, String within) {
    return String.format(Locale.ROOT, "%.7f%s%.7f", point.y, within, point.x);
  }

  /** Without the characters that XML 1.0 has no way to write. */
  private static String printable(String value) {
    return value
        .codePoints()
        .filter(c ->
            c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE)
                || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
