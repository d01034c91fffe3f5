// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;

class XmlElementTest {

  private static XmlElement parse(String xml) {
    return XmlElement.parse("test.xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String xml) {
    return String.valueOf(assertThrows(CatalogException.class, () -> parse(xml)).getMessage());
  }

  @Test
  void elementsAreFoundByTheirPathsWithoutNamespaces() {
    XmlElement root =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <n1:Product xmlns:n1="urn:x" xmlns:s="urn:y">
              <s:Info s:id="7"><Name> a &lt; <![CDATA[b & c]]> </Name></s:Info>
              <Info id="8"><Name>second</Name><Value unit="deg">1.5e1</Value><Row>1 2
                3</Row></Info>
            </n1:Product>
            """);
    assertEquals("Product", root.name());
    assertEquals(Optional.of("a < b & c"), root.text("Info/Name"));
    assertEquals(
        List.of("a < b & c", "second"),
        root.children("Info/Name").stream().map(XmlElement::text).toList());
    assertEquals(Optional.of("7"), root.child("Info").orElseThrow().attribute("id"));
    assertEquals(OptionalDouble.of(15), root.number("Info/Value"));
    assertEquals(OptionalDouble.empty(), root.number("Info/Name"));
    assertArrayEquals(new double[] {1, 2, 3}, root.find("Row").orElseThrow().numbers());
    assertEquals(2, root.findAll("Name").size());
    assertEquals(
        "metadata: <Product> has no Info/Nothing",
        assertThrows(CatalogException.class, () -> root.required("Info/Nothing")).getMessage());
    assertEquals(
        "metadata: Info/Name should be a number but is \"a < b & c\"",
        assertThrows(CatalogException.class, () -> root.requiredNumber("Info/Name")).getMessage());
  }

  @Test
  void theDeclaredEncodingIsTaken() {
    byte[] latin1 =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\u00e9</a>"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("caf\u00e9", XmlElement.parse("latin1.xml", latin1).text());
  }

  @Test
  void aDocumentTypeIsRefused(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    assertEquals(
        "test.xml is not XML that is taken: it has a document type",
        refusal("<!DOCTYPE a SYSTEM \"" + secret.toUri() + "\"><a>x</a>"));
    assertTrue(
        refusal("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>&e;</a>")
            .startsWith("test.xml is not XML"));
    assertTrue(refusal("<a>&undeclared;</a>").startsWith("test.xml is not XML"));
  }

  @Test
  void depthAndNumberOfElementsAreBounded() {
    assertEquals(
        "test.xml is not XML that is taken: its elements are nested more than 64 deep",
        refusal("<a>".repeat(100_000)));
    assertEquals(
        "test.xml is not XML that is taken: it has more than 400000 elements",
        refusal("<a>" + "<b/>".repeat(400_001) + "</a>"));
    byte[] large = new byte[XmlElement.MAX_BYTES + 1];
    assertEquals(
        "large.xml has more than 16777216 bytes, too many for metadata",
        assertThrows(CatalogException.class, () -> XmlElement.parse("large.xml", large))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no XML", "<a><b></a>", "<a", "<a>", "\0\0\0\0", "<a/ >"})
  void whatIsNotXmlIsRefused(String text) {
    assertTrue(refusal(text).startsWith("test.xml is not XML"), refusal(text));
  }
}
