// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Readers of XML that came with a file. Document types and external entities are not processed, so
 * that a file cannot make the reader open others or expand entities.
 */
final class XmlReaders {

  /** Of each thread, since the JDK does not promise that one may be shared. */
  private static final ThreadLocal<XMLInputFactory> FACTORY =
      ThreadLocal.withInitial(XmlReaders::factory);

  static XMLStreamReader of(String xml) throws XMLStreamException {
    return FACTORY.get().createXMLStreamReader(new StringReader(xml));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private XmlReaders() {}
}
