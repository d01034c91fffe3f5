// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.RasterException;

/** Locations as people write them. */
class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "a/b.tif, Local[file=a/b.tif]",
    "file:///a/b%20c.tif, Local[file=/a/b c.tif]",
    "https://h/a.tif?x=1, Http[address=https://h/a.tif?x=1]",
    "/vsicurl/https://h/a.tif, Http[address=https://h/a.tif]",
    "s3://bucket/a/b.tif, 'S3[bucket=bucket, key=a/b.tif]'",
    "/vsis3/bucket/a/b.tif, 'S3[bucket=bucket, key=a/b.tif]'",
    "a.SAFE.zip!/G/B04.jp2, 'Inside[archive=Local[file=a.SAFE.zip], entry=G/B04.jp2]'",
    "/vsizip//d/a.zip/G/B04.jp2, 'Inside[archive=Local[file=/d/a.zip], entry=G/B04.jp2]'",
    "/vsizip/a.zip/b.zip, 'Inside[archive=Local[file=a.zip], entry=b.zip]'",
    "/vsizip/a.zip, Local[file=a.zip]",
    "'/vsizip/{/d/a.bin}/x.tif', 'Inside[archive=Local[file=/d/a.bin], entry=x.tif]'",
    "/vsitar//d/a.tar.gz/x.tif, 'Inside[archive=Local[file=/d/a.tar.gz], entry=x.tif]'",
    "/vsizip/vsicurl/http://h/a.zip/x.tif, 'Inside[archive=Http[address=http://h/a.zip], entry=x.tif]'",
    "/vsizip//vsis3/b/a.zip/x.tif, 'Inside[archive=S3[bucket=b, key=a.zip], entry=x.tif]'",
    "a.zip!/b.tar!/c.tif, 'Inside[archive=Inside[archive=Local[file=a.zip], entry=b.tar], entry=c.tif]'"
  })
  void locations(String text, String location) {
    assertThat(Location.parse(text)).hasToString(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket",
        "s3://bucket/",
        "s3:///key",
        "s3://a b/c",
        "ftp://h/a.tif",
        "/vsigs/b/a.tif",
        "/vsizip/a.tif",
        "file://[",
        "a\0b.tif"
      })
  void whatIsNone(String text) {
    assertThatThrownBy(() -> Location.parse(text)).isInstanceOf(RasterException.class);
  }
}
