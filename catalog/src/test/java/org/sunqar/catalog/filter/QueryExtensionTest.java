// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.CatalogException;

class QueryExtensionTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                          | TRUE
          {"eo:cloud_cover":{"lt":10}}                | eo:cloud_cover < 10
          {"a":{"gte":1,"lte":2.5},"b":{"neq":true}}  | a >= 1 AND a <= 2.5 AND b <> TRUE
          {"a":{"gt":"2022-01-01T00:00:00Z"}}         | a > '2022-01-01T00:00:00Z'
          {"a":{"eq":"x'y"}}                          | a = 'x''y'
          {"a":{"eq":null}}                           | a IS NULL
          {"a":{"neq":null}}                          | a IS NOT NULL
          {"a":{"in":["x",1]}}                        | a IN ('x',1)
          {"a":{"startsWith":"S2"}}                   | a LIKE 'S2%'
          {"a":{"endsWith":"50%"}}                    | a LIKE '%50\\\\%'
          {"a":{"contains":"a_b"}}                    | a LIKE '%a\\\\_b%'
          """)
  void asFilter(String json, String text) throws JsonProcessingException {
    assertEquals(text, QueryExtension.parse(MAPPER.readTree(json)).toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                     | an object of properties was expected
          {"a":5}                | query of 'a': an object of tests was expected
          {"a":{}}               | query of 'a': an object of tests was expected
          {"a":{"like":"x"}}     | query of 'a', like: there is no such test; there are eq, neq
          {"a":{"lt":null}}      | a text, a number, true or false was expected
          {"a":{"lt":[1]}}       | a text, a number, true or false was expected
          {"a":{"lt":1e999}}     | the number is too large
          {"a":{"in":5}}         | a list of at most
          {"a":{"in":[]}}        | the list of IN is empty
          {"a":{"in":[null]}}    | a text, a number, true or false was expected
          {"a":{"contains":5}}   | a text was expected
          {"":{"eq":5}}          | a name of 1 to 1000 characters
          """)
  void refused(String json, String wanted) throws JsonProcessingException {
    JsonNode query = MAPPER.readTree(json);
    CatalogException e = assertThrows(CatalogException.class, () -> QueryExtension.parse(query));
    assertEquals(CatalogException.Key.INVALID, e.key());
    assertTrue(String.valueOf(e.getMessage()).contains(wanted), e.getMessage());
  }
}
