// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterRoundTripTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void textAndJsonLeadBackToTheSameTree() throws JsonProcessingException {
    RandomFilters random = new RandomFilters(7);
    for (int i = 0; i < 5_000; i++) {
      Filter filter = random.filter();
      String text = filter.toText();
      assertEquals(filter, Filter.parseText(text), text);
      String json = filter.toJson().toString();
      assertEquals(filter, Filter.parseJson(MAPPER.readTree(json)), json);
      assertEquals(text, Filter.parseText(text).toText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a=1 and b=2 or not c=3               | a = 1 AND b = 2 OR NOT c = 3
          a=1 and (b=2 or c=3)                 | a = 1 AND (b = 2 OR c = 3)
          (a=1 and b=2) and c=3                | (a = 1 AND b = 2) AND c = 3
          not not a                            | NOT NOT a
          not (a = 1 and b)                    | NOT (a = 1 AND b)
          ((a)) = ((1))                        | a = 1
          a+b*c-d/e > 1                        | a + b * c - d / e > 1
          (a+b)*c > 1                          | (a + b) * c > 1
          a-(b-c) > 1                          | a - (b - c) > 1
          a-b-c > 1                            | a - b - c > 1
          a DIV b % c > 1                      | a div b % c > 1
          a^b^c > 1                            | a ^ b ^ c > 1
          (a^b)^c > 1                          | (a ^ b) ^ c > 1
          -a^2 > - 5                           | (-1 * a) ^ 2 > -5
          a = +5 and b = .5e1                  | a = 5 AND b = 5.0
          a = 12345678901234567890             | a = 1.2345678901234567E19
          not a is null                        | a IS NOT NULL
          (a > 1) is not null                  | (a > 1) IS NOT NULL
          (a > 1) = true                       | (a > 1) = TRUE
          a Not Like 'x''y'                    | a NOT LIKE 'x''y'
          a = 'x\\'y'                          | a = 'x''y'
          a = 'C:\\\\new'                      | a = 'C:\\\\new'
          a LIKE '10\\%'                       | a LIKE '10\\\\%'
          a NOT BETWEEN -1 AND b               | a NOT BETWEEN -1 AND b
          a IN (1)                             | a IN (1)
          NOT a IN (1,'b',true)                | a NOT IN (1,'b',TRUE)
          casei(accenti(a)) like casei('X%')   | CASEI(ACCENTI(a)) LIKE CASEI('X%')
          Lower(Name) = 'x'                    | lower(Name) = 'x'
          date = DATE('2022-04-16')            | "date" = DATE('2022-04-16')
          "and" = 1                            | "and" = 1
          "a b""c" = 1                         | "a b""c" = 1
          eo:cloud_cover < 1                   | eo:cloud_cover < 1
          properties.a.b < 1                   | properties.a.b < 1
          ключ = 'ø'                           | ключ = 'ø'
          t > timestamp('2022-04-16T12:00:00+02:00') | t > TIMESTAMP('2022-04-16T10:00:00Z')
          t_after(t,interval(a,'..'))          | T_AFTER(t,INTERVAL(a,'..'))
          t_during(interval("2022-04-16","2022-04-17"),x) | T_DURING(INTERVAL('2022-04-16','2022-04-17'),x)
          t_equals(t,'2022-04-16')             | T_EQUALS(t,DATE('2022-04-16'))
          a_equals(x,(1,('a'),(2+3)*4))        | A_EQUALS(x,(1,('a'),(2 + 3) * 4))
          a_overlaps(x,[1,2])                  | A_OVERLAPS(x,(1,2))
          a_contains(x,())                     | A_CONTAINS(x,())
          a_contains(x,(a > 1, true))          | A_CONTAINS(x,(a > 1,TRUE))
          avg((1,2)) > 1                       | avg((1,2)) > 1
          avg((1)) > 1                         | avg((1)) > 1
          s_intersects(geom,bbox(0,1,2,3))     | S_INTERSECTS(geom,BBOX(0,1,2,3))
          s_within(geom,bbox(0,1,-5,2,3,5))    | S_WITHIN(geom,BBOX(0,1,2,3))
          s_equals(a,point z(1 2 3))           | S_EQUALS(a,POINT Z(1 2 3))
          s_equals(a,POINTZ(1 2 3))            | S_EQUALS(a,POINT Z(1 2 3))
          s_equals(a,multipoint(1 2,3 4))      | S_EQUALS(a,MULTIPOINT((1 2),(3 4)))
          s_equals(a,linestring(-1.5 2,1e1 0)) | S_EQUALS(a,LINESTRING(-1.5 2,10 0))
          s_equals(a,polygon((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0))) | S_EQUALS(a,POLYGON((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0)))
          s_equals(a,multilinestring((0 0,1 0),(1 1,0 0))) | S_EQUALS(a,MULTILINESTRING((0 0,1 0),(1 1,0 0)))
          s_equals(a,multipolygon(((0 0,1 0,1 1,0 0)))) | S_EQUALS(a,MULTIPOLYGON(((0 0,1 0,1 1,0 0))))
          s_equals(a,geometrycollection(point(1 2),linestring(0 0,1 1))) | S_EQUALS(a,GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1)))
          """)
  void canonicalText(String text, String canonical) throws JsonProcessingException {
    Filter filter = Filter.parseText(text);
    assertEquals(canonical, filter.toText());
    assertEquals(filter, Filter.parseText(canonical));
    assertEquals(filter, Filter.parseJson(MAPPER.readTree(filter.toJson().toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"op":"<=","args":[{"property":"eo:cloud_cover"},10]} | eo:cloud_cover <= 10
          {"op":"and","args":[{"op":"=","args":[{"property":"a"},"b"]},{"op":"isNull","args":[{"property":"c"}]}]} | a = 'b' AND c IS NULL
          {"op":"not","args":[{"op":"isNull","args":{"property":"c"}}]} | c IS NOT NULL
          {"op":"like","args":[{"property":"a"},"x%"]} | a LIKE 'x%'
          {"op":"between","args":[{"property":"a"},1,2.5]} | a BETWEEN 1 AND 2.5
          {"op":"between","args":[{"property":"a"},[1,2.5]]} | a BETWEEN 1 AND 2.5
          {"op":"in","args":[{"property":"a"},["x",1,true]]} | a IN ('x',1,TRUE)
          {"op":"=","args":[{"op":"casei","args":[{"property":"a"}]},{"op":"casei","args":["X"]}]} | CASEI(a) = CASEI('X')
          {"op":"=","args":[{"accenti":{"property":"a"}},{"accenti":"é"}]} | ACCENTI(a) = ACCENTI('é')
          {"op":">","args":[{"property":"t"},{"timestamp":"2022-04-16T10:00:00Z"}]} | t > TIMESTAMP('2022-04-16T10:00:00Z')
          {"op":">","args":[{"property":"t"},{"date":"2022-04-16"}]} | t > DATE('2022-04-16')
          {"op":"t_metBy","args":[{"interval":[{"property":"a"},".."]},{"interval":["..","2022-04-16"]}]} | T_METBY(INTERVAL(a,'..'),INTERVAL('..','2022-04-16'))
          {"op":"a_containedBy","args":[{"property":"a"},["x",[1,2]]]} | A_CONTAINEDBY(a,('x',(1,2)))
          {"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[160.6,-55.95,-170,-25.89]}]} | S_INTERSECTS(geometry,BBOX(160.6,-55.95,-170,-25.89))
          {"op":"s_touches","args":[{"property":"geometry"},{"type":"Point","coordinates":[1,2,3]}]} | S_TOUCHES(geometry,POINT Z(1 2 3))
          {"op":">","args":[{"op":"div","args":[{"property":"a"},{"op":"^","args":[2,{"property":"b"}]}]},1]} | a div 2 ^ b > 1
          {"op":"<","args":[{"function":{"name":"avg","args":[{"property":"w"}]}},4]} | avg(w) < 4
          {"op":"<","args":[{"op":"avg","args":[{"property":"w"}]},4]} | avg(w) < 4
          {"op":"or","args":[true,{"property":"flag"}]} | TRUE OR flag
          true | TRUE
          """)
  void json(String json, String text) throws JsonProcessingException {
    Filter filter = Filter.parseJson(MAPPER.readTree(json));
    assertEquals(text, filter.toText());
    assertEquals(filter, Filter.parseJson(filter.toJson()));
  }
}
