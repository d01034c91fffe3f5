// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters say of one item: yes, no, or unknown. */
class FilterLogicTest {

  private static final JsonNode ITEM = item();

  private static JsonNode item() {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"type": "Feature", "stac_version": "1.1.0", "id": "scene-1", "collection": "scenes",
               "geometry": {"type": "Point", "coordinates": [71.4, 51.1]},
               "assets": {"B04": {"href": "a.tif", "gsd": 10}},
               "properties": {
                 "datetime": null, "start_datetime": "2022-04-10T00:00:00Z",
                 "end_datetime": "2022-04-12T00:00:00Z",
                 "t": true, "f": false, "n": null, "i": 7, "m": -7, "x": 2.5, "big": 9007199254740993,
                 "s": "Sentinel-2A", "oe": "\\u00d8sterg\\u00e5rd", "nfd": "cafe\\u0301", "ss": "STRASSE",
                 "pct": "100%", "us": "a_c", "bs": "a\\\\b", "smile": "\\ud83d\\ude00", "bmp": "\\uff5e",
                 "at": "2022-04-16T12:00:00+02:00", "day": "2022-04-16",
                 "tags": ["a", "b", 1, null, ["x", "y"], "2022-04-16"], "none": [],
                 "numbers": [1, 2, 4.5], "obj": {"a": {"b": 5}, "c.d": 6}, "q.r": 8,
                 "assets": {"B04": {"gsd": 11}}, "eo:cloud_cover": 12, "created": "x", "point": 3,
                 "path": {"type": "LineString", "coordinates": [[70, 50], [72, 52]]}}}
              """);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String answer(String text) {
    Filter filter = Filter.parseText(text);
    Filter opposite = Filter.of(new Condition.Not(filter.condition()));
    boolean yes = filter.test(ITEM);
    boolean no = opposite.test(ITEM);
    assertEquals(false, yes && no, text);
    return yes ? "yes" : no ? "no" : "unknown";
  }

  @ParameterizedTest
  @CsvSource({
    "t, t, yes, yes",
    "t, f, no, yes",
    "f, t, no, yes",
    "f, f, no, no",
    "t, n, unknown, yes",
    "f, n, no, unknown",
    "n, t, unknown, yes",
    "n, f, no, unknown",
    "n, n, unknown, unknown"
  })
  void truthTable(String a, String b, String and, String or) {
    assertEquals(and, answer(a + " AND " + b));
    assertEquals(or, answer(a + " OR " + b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          t                              | yes
          NOT t                          | no
          NOT n                          | unknown
          NOT absent                     | unknown
          s                              | unknown
          TRUE                           | yes
          false                          | no
          TRUE OR absent                 | yes
          f AND absent                   | no
          t OR f AND f                   | yes
          (t OR f) AND f                 | no
          NOT f AND f                    | no
          NOT (f AND f)                  | yes
          i = 7                          | yes
          i = 7.0                        | yes
          7 = i                          | yes
          i <> 7                         | no
          i < 7                          | no
          i <= 7                         | yes
          i > 7                          | no
          i >= 7                         | yes
          x > 2                          | yes
          big = 9007199254740993         | yes
          big = 9007199254740992         | no
          big > 9007199254740992.0       | yes
          i = '7'                        | unknown
          i <> '7'                       | unknown
          absent = 1                     | unknown
          absent <> 1                    | unknown
          n = n                          | unknown
          t = TRUE                       | yes
          f < t                          | yes
          (i = 7) = t                    | yes
          (absent = 7) = t               | unknown
          s = 'Sentinel-2A'              | yes
          s = 'sentinel-2a'              | no
          'B' < 'a'                      | yes
          'ab' > 'a'                     | yes
          smile > bmp                    | yes
          n IS NULL                      | yes
          absent IS NULL                 | yes
          i IS NULL                      | no
          i IS NOT NULL                  | yes
          tags IS NULL                   | no
          obj IS NULL                    | no
          (absent = 1) IS NULL           | yes
          i + absent IS NULL             | yes
          i / 0 IS NULL                  | yes
          geometry IS NOT NULL           | yes
          datetime IS NULL               | yes
          id = 'scene-1'                 | yes
          collection = 'scenes'          | yes
          properties.id = 'scene-1'      | unknown
          properties.i = 7               | yes
          properties.eo:cloud_cover = 12 | yes
          eo:cloud_cover = 12            | yes
          "eo:cloud_cover" = 12          | yes
          obj.a.b = 5                    | yes
          properties.obj.a.b = 5         | yes
          q.r = 8                        | yes
          obj.c.d = 6                    | unknown
          stac_version = '1.1.0'         | yes
          type = 'Feature'               | yes
          assets.B04.gsd = 11            | yes
          assets.B04.href = 'a.tif'      | yes
          links IS NULL                  | yes
          point = 3                      | yes
          1 + 2 * 3 = 7                  | yes
          (1 + 2) * 3 = 9                | yes
          2 * 3 ^ 2 = 18                 | yes
          2 ^ 3 ^ 2 = 512                | yes
          -2 ^ 2 = 4                     | yes
          -i = m                         | yes
          - - i = i                      | yes
          10 - 3 - 2 = 5                 | yes
          7 / 2 = 3.5                    | yes
          i DIV 2 = 3                    | yes
          m div 2 = -3                   | yes
          i % 2 = 1                      | yes
          m % 2 = -1                     | yes
          5.5 % 2 = 1.5                  | yes
          5.5 div 2 = 2                  | yes
          24 / 4 * 2 = 12                | yes
          7 % 0 = 0                      | unknown
          i / 0 > 1                      | unknown
          i * s = 1                      | unknown
          i * x = 17.5                   | yes
          9223372036854775807 + 1 > 9223372036854775807 | yes
          i BETWEEN 7 AND 8              | yes
          i BETWEEN 8 AND 9              | no
          i NOT BETWEEN 8 AND 9          | yes
          i BETWEEN absent AND 6         | no
          i BETWEEN absent AND 8         | unknown
          absent NOT BETWEEN 1 AND 2     | unknown
          i BETWEEN x AND x * 3          | yes
          s BETWEEN 'R' AND 'T'          | yes
          at BETWEEN DATE('2022-04-16') AND DATE('2022-04-16') | yes
          i IN (1,7)                     | yes
          i IN (1,2)                     | no
          i NOT IN (1,2)                 | yes
          i IN ('7',7)                   | yes
          i IN ('7')                     | unknown
          i IN (1,'a')                   | no
          i IN (1,absent)                | unknown
          i IN (7,absent)                | yes
          absent IN (1)                  | unknown
          absent NOT IN (1)              | unknown
          s IN ('a','Sentinel-2A')       | yes
          s IN ('a',1)                   | no
          casei(s) IN (casei('SENTINEL-2a')) | yes
          at IN (TIMESTAMP('2022-04-16T10:00:00Z')) | yes
          t IN (true)                    | yes
          s LIKE 'Sent%'                 | yes
          s LIKE 'sent%'                 | no
          s LIKE '%2A'                   | yes
          s LIKE '%el-2%'                | yes
          s LIKE 'S%i%l%A'               | yes
          s LIKE 'S%i%l%B'               | no
          s LIKE 'Sentinel-2_'           | yes
          s LIKE 'Sentinel-2A_'          | no
          s LIKE 'Sentinel-2A%'          | yes
          s LIKE '_%_'                   | yes
          s LIKE 'Sentinel'              | no
          s NOT LIKE 'L%'                | yes
          s LIKE '%'                     | yes
          absent LIKE '%'                | unknown
          i LIKE '%'                     | unknown
          pct LIKE '100\\%'              | yes
          s LIKE '%\\%'                  | no
          us LIKE 'a\\_c'                | yes
          us LIKE 'ab\\_c'               | no
          bs = 'a\\\\b'                  | yes
          bs LIKE 'a\\\\b'               | yes
          bs LIKE 'a\\\\\\\\b'           | yes
          smile LIKE '_'                 | yes
          smile LIKE '__'                | no
          casei(s) LIKE casei('sENT%')   | yes
          s LIKE casei('SENT%')          | no
          casei(ss) = casei('straße')    | yes
          casei('ΟΔΟΣ') = casei('οδος')  | yes
          CASEI(oe) = CASEI('østergård') | yes
          accenti(nfd) = accenti('cafe') | yes
          accenti(nfd) = accenti('café') | yes
          nfd = 'cafe'                   | no
          accenti(oe) = accenti('Ostergard') | yes
          casei(accenti(oe)) = casei(accenti('ØSTERGARD')) | yes
          accenti('が') = accenti('か')   | no
          lower(s) = 'sentinel-2a'       | yes
          UPPER(s) = 'SENTINEL-2A'       | yes
          length(smile) = 1              | yes
          concat(us, pct) = 'a_c100%'    | yes
          trim(' a ') = 'a'              | yes
          abs(m) = 7                     | yes
          floor(x) = 2 AND ceil(x) = 3 AND round(x) = 3 AND sqrt(4) = 2 | yes
          sqrt(m) IS NULL                | yes
          year(at) = 2022 AND month(at) = 4 AND day(at) = 16 | yes
          avg(numbers) = 2.5 AND min(numbers) = 1 AND max(numbers) = 4.5 | yes
          avg(tags) IS NULL              | yes
          size(tags) = 6                 | yes
          abs(s) = 1                     | unknown
          """)
  void answers(String text, String wanted) {
    assertEquals(wanted, answer(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          A_CONTAINS(tags,('a','b'))           | yes
          A_CONTAINS(tags,('a','z'))           | no
          A_CONTAINS(tags,())                  | yes
          A_CONTAINS(tags,('a','a',1.0))       | yes
          A_CONTAINS(tags,('1'))               | no
          A_CONTAINS(tags,(('y','x','x')))     | yes
          A_CONTAINS(tags,(('y')))             | no
          A_CONTAINS(tags,(DATE('2022-04-16'))) | yes
          A_CONTAINS(tags,(absent))            | yes
          A_CONTAINEDBY(tags,('a','b'))        | no
          A_CONTAINEDBY(numbers,(4.5,1,2,3))   | yes
          A_CONTAINEDBY(none,('a'))            | yes
          A_EQUALS(numbers,(4.5,2,1,1))        | yes
          A_EQUALS(numbers,(1,2))              | no
          A_EQUALS(none,())                    | yes
          A_EQUALS((i,x),(2.5,7))              | yes
          A_EQUALS((i > 5, 1 + 1),(true,2))    | yes
          A_EQUALS((POINT(1 2)),(POINT(1 2)))  | yes
          A_OVERLAPS(tags,('z','b'))           | yes
          A_OVERLAPS(tags,('z'))               | no
          A_OVERLAPS(none,('z'))               | no
          A_OVERLAPS(('b'),tags)               | yes
          A_OVERLAPS(tags,numbers)             | yes
          A_OVERLAPS(s,('z'))                  | unknown
          NOT A_OVERLAPS(absent,('z'))         | unknown
          """)
  void arraysAreSets(String text, String wanted) {
    assertEquals(wanted, answer(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          at = TIMESTAMP('2022-04-16T10:00:00Z')          | yes
          at = TIMESTAMP('2022-04-16T10:00:00.000000001Z') | no
          at = '2022-04-16T10:00:00.0Z'                   | yes
          at < '2022-04-16T11:00:00Z'                     | yes
          at = DATE('2022-04-16')                         | yes
          at <= DATE('2022-04-16')                        | yes
          at > DATE('2022-04-16')                         | no
          at > DATE('2022-04-15')                         | yes
          day = DATE('2022-04-16')                        | yes
          day = at                                        | yes
          day < TIMESTAMP('2022-04-17T00:00:00Z')         | yes
          created > DATE('2022-04-15')                    | unknown
          i > DATE('2022-04-15')                          | unknown
          start_datetime < end_datetime                   | yes
          datetime = TIMESTAMP('2022-04-11T00:00:00Z')    | yes
          datetime < end_datetime                         | yes
          T_INTERSECTS(datetime,DATE('2022-04-12'))       | yes
          T_INTERSECTS(datetime,TIMESTAMP('2022-04-12T00:00:01Z')) | no
          T_EQUALS(datetime,INTERVAL(start_datetime,end_datetime)) | yes
          T_DURING(datetime,INTERVAL('2022-04-09','2022-04-13')) | yes
          T_DURING(INTERVAL(datetime,datetime),INTERVAL('..','..')) | yes
          T_AFTER(at,datetime)                            | yes
          T_BEFORE(datetime,'2022-04-16')                 | yes
          T_EQUALS(at,TIMESTAMP('2022-04-16T10:00:00Z'))  | yes
          T_EQUALS(day,DATE('2022-04-16'))                | yes
          T_EQUALS(at,DATE('2022-04-16'))                 | no
          T_INTERSECTS(at,DATE('2022-04-16'))             | yes
          T_EQUALS(DATE('2022-04-16'),INTERVAL('2022-04-16','2022-04-16')) | yes
          T_AFTER(absent,DATE('2022-04-16'))              | unknown
          T_AFTER(s,DATE('2022-04-16'))                   | unknown
          T_AFTER(INTERVAL(absent,'..'),DATE('2022-04-16')) | unknown
          T_AFTER(INTERVAL(end_datetime,start_datetime),DATE('2022-04-16')) | unknown
          T_MEETS(INTERVAL('2022-01-01','2022-01-02'),INTERVAL('2022-01-02','2022-01-03')) | yes
          T_MEETS(INTERVAL('2022-01-01','2022-01-02'),INTERVAL('2022-01-02T00:00:00Z','2022-01-03T00:00:00Z')) | no
          T_EQUALS(INTERVAL('2022-01-01','..'),INTERVAL('2022-01-01','..')) | yes
          T_FINISHES(INTERVAL('2022-01-02','..'),INTERVAL('2022-01-01','..')) | yes
          T_CONTAINS(INTERVAL('..','..'),INTERVAL('2022-01-01','2022-01-02')) | yes
          T_STARTS(INTERVAL('..','2022-01-01'),INTERVAL('..','2022-01-02')) | yes
          T_DISJOINT(INTERVAL('..','2022-01-01'),INTERVAL('2022-01-02','..')) | yes
          """)
  void times(String text, String wanted) {
    assertEquals(wanted, answer(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          S_INTERSECTS(geometry,POINT(71.4 51.1))                    | yes
          S_EQUALS(geom,POINT Z(71.4 51.1 9))                        | yes
          S_INTERSECTS(geom,BBOX(70,50,0,72,52,9))                   | yes
          S_WITHIN(geom,BBOX(70,50,72,52))                           | yes
          S_CONTAINS(BBOX(70,50,72,52),geom)                         | yes
          S_CONTAINS(geom,BBOX(70,50,72,52))                         | no
          S_TOUCHES(geom,BBOX(71.4,50,72,52))                        | yes
          S_WITHIN(geom,BBOX(71.4,50,72,52))                         | no
          S_INTERSECTS(geom,BBOX(71.4,51.1,71.4,51.1))               | yes
          S_DISJOINT(geom,BBOX(80,50,82,52))                         | yes
          S_INTERSECTS(geom,BBOX(170,50,72,52))                      | yes
          S_INTERSECTS(geom,BBOX(170,50,70,52))                      | no
          S_INTERSECTS(POINT(175 0),BBOX(170,-1,-170,1))             | yes
          S_INTERSECTS(POINT(-175 0),BBOX(170,-1,-170,1))            | yes
          S_INTERSECTS(POINT(0 0),BBOX(170,-1,-170,1))               | no
          S_INTERSECTS(geom,GEOMETRYCOLLECTION(POINT(0 0),POLYGON((70 50,72 50,72 52,70 52,70 50)))) | yes
          S_WITHIN(geom,GEOMETRYCOLLECTION(POINT(0 0),POLYGON((70 50,72 50,72 52,70 52,70 50)))) | yes
          S_CROSSES(path,LINESTRING(70 52,72 50))                    | yes
          S_CROSSES(path,BBOX(71,50,75,53))                          | yes
          S_OVERLAPS(path,LINESTRING(71 51,73 53))                   | yes
          S_OVERLAPS(BBOX(0,0,2,2),BBOX(1,1,3,3))                    | yes
          S_OVERLAPS(BBOX(0,0,2,2),BBOX(0,0,2,2))                    | no
          S_TOUCHES(BBOX(0,0,1,1),BBOX(1,0,2,1))                     | yes
          S_CROSSES(MULTIPOINT((0 0),(5 5)),BBOX(-1,-1,1,1))         | yes
          S_INTERSECTS(path,geom)                                    | no
          S_DISJOINT(path,geom)                                      | yes
          S_TOUCHES(GEOMETRYCOLLECTION(LINESTRING(0 3,1 2,0 5,5 0,1 5,5 4),POLYGON((5 5,4 0,2 3,3 2,4 0,5 5),(0 4,1 4,3 2,5 4,3 0,3 4,0 4)),MULTIPOLYGON(((2 2,2 0,3 1,1 5,2 2),(4 5,4 2,4 1,5 4,0 0,3 5,4 3,4 5)),((2 3,0 3,1 2,2 3,2 3),(4 3,4 5,5 3,4 2,4 3,4 3)))),LINESTRING(5 5,2 3)) | unknown
          S_INTERSECTS(s,POINT(0 0))                                 | unknown
          S_DISJOINT(absent,POINT(0 0))                              | unknown
          S_INTERSECTS(obj,POINT(0 0))                               | unknown
          """)
  void geometries(String text, String wanted) {
    assertEquals(wanted, answer(text), text);
  }
}
