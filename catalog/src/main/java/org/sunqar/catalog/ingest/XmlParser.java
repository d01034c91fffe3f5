// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sunqar.catalog.CatalogException;

/** Builds the tree of {@link XmlElement}s of one document, within bounds. */
final class XmlParser {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 400_000;

  /** Of each thread, since the JDK does not promise that one may be shared. */
  private static final ThreadLocal<XMLInputFactory> FACTORY =
      ThreadLocal.withInitial(XmlParser::factory);

  /** An element whose end was not reached yet. */
  private static final class Open {
    final String name;
    final Map<String, String> attributes = new HashMap<>();
    final StringBuilder text = new StringBuilder();
    final List<XmlElement> children = new ArrayList<>();

    Open(String name) {
      this.name = name;
    }

    XmlElement closed() {
      return new XmlElement(name, attributes, text.toString().strip(), children);
    }
  }

  private final String document;

  XmlParser(String document) {
    this.document = document;
  }

  XmlElement parse(InputStream bytes) {
    try {
      XMLStreamReader reader = FACTORY.get().createXMLStreamReader(bytes);
      try {
        return tree(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          document
              + " is not XML, or ends too early: line "
              + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNumber())
              + " cannot be read",
          e);
    }
  }

  private XmlElement tree(XMLStreamReader reader) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD -> throw refused("it has a document type");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw refused("it has an entity that only a document type could explain");
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() == MAX_DEPTH) {
            throw refused("its elements are nested more than " + MAX_DEPTH + " deep");
          }
          if (++elements > MAX_ELEMENTS) {
            throw refused("it has more than " + MAX_ELEMENTS + " elements");
          }
          open.push(started(reader));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlElement element = open.pop().closed();
          if (open.isEmpty()) {
            return element;
          }
          open.element().children.add(element);
        }
        default -> {
          // comments, instructions and white space say nothing
        }
      }
    }
    throw refused("it has no element");
  }

  private static Open started(XMLStreamReader reader) {
    Open element = new Open(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return element;
  }

  private CatalogException refused(String why) {
    return new CatalogException(
        CatalogException.Key.INVALID, document + " is not XML that is taken: " + why);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
