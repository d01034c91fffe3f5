// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.RasterException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Objects of an S3 store: signatures as AWS publishes them, and as another server checks them. */
class S3Test {

  private static final String KEY = "folder/a b+c\u00fc=&.tif";
  private static final byte[] BYTES = HttpSourceTest.bytes(1_000_000, 4);
  private static final S3Access.Credentials WHO = new S3Access.Credentials("me", "mysecret", "");

  private static BlobStore store;
  private static S3Proxy server;

  @BeforeAll
  static void serve() throws Exception {
    store = BlobStores.create("transient-nio2", new Properties());
    store.createContainer("bucket");
    store.putBlob(
        PutObjectRequest.builder()
            .bucket("bucket")
            .key(KEY)
            .contentLength((long) BYTES.length)
            .build(),
        new ByteArrayInputStream(BYTES));
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, WHO.accessKey(), WHO.secretKey())
            .metricsEnabled(false)
            .build();
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    store.close();
  }

  private static Sources sources(Optional<S3Access.Credentials> who) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    return new Sources(
        HttpSourceTest.QUICK, new S3Access(Optional.of(endpoint), "eu-west-1", true, who));
  }

  @Test
  void anObjectIsReadByRanges() {
    try (Sources sources = sources(Optional.of(WHO));
        ByteSource source = sources.open("s3://bucket/" + KEY)) {
      assertThat(source.name()).isEqualTo("s3://bucket/" + KEY);
      assertThat(source.size()).isEqualTo(BYTES.length);
      ByteBuffer target = ByteBuffer.allocate(10_000);
      source.read(500_000, target);
      assertThat(target.array()).isEqualTo(Arrays.copyOfRange(BYTES, 500_000, 510_000));
    }
  }

  private static void assertFails(
      Optional<S3Access.Credentials> who, String location, RasterException.Key key) {
    try (Sources sources = sources(who)) {
      assertThatThrownBy(() -> sources.open(location))
          .isInstanceOfSatisfying(
              RasterException.class, e -> assertThat(e.key()).as(e.getMessage()).isEqualTo(key))
          .hasMessageStartingWith(location);
    }
  }

  @Test
  void whatTheServerRefuses() {
    assertFails(Optional.of(WHO), "s3://bucket/none.tif", RasterException.Key.NOT_FOUND);
    assertFails(Optional.of(WHO), "s3://nobucket/a.tif", RasterException.Key.NOT_FOUND);
    S3Access.Credentials wrong = new S3Access.Credentials("me", "guess", "");
    assertFails(Optional.of(wrong), "s3://bucket/" + KEY, RasterException.Key.DENIED);
    assertFails(Optional.empty(), "s3://bucket/" + KEY, RasterException.Key.DENIED);
  }

  /** The examples of the documentation of AWS Signature Version 4 for S3 in headers. */
  @ParameterizedTest
  @CsvSource({
    "/test.txt, bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    "/?lifecycle, '', fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "/?max-keys=2&prefix=J, '', 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
  })
  void signaturesThatAwsPublishes(String path, String range, String signature) {
    S3Signer signer =
        new S3Signer(
            new S3Access.Credentials(
                "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ""),
            "us-east-1",
            Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));
    Map<String, String> headers =
        signer.headers(
            URI.create("https://examplebucket.s3.amazonaws.com" + path),
            range.isEmpty() ? Map.of() : Map.of("Range", range));
    assertThat(headers.get("Authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;")
        .endsWith(",Signature=" + signature);
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, b, https://b.s3.eu-west-1.amazonaws.com/k%20%C3%BC/x",
    "'', false, b.c, https://s3.eu-west-1.amazonaws.com/b.c/k%20%C3%BC/x",
    "http://h:9000/base/, true, b, http://h:9000/base/b/k%20%C3%BC/x",
    "http://h:9000, false, b, http://b.h:9000/k%20%C3%BC/x"
  })
  void addressesOfObjects(String endpoint, boolean pathStyle, String bucket, String address) {
    Optional<URI> at = endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint));
    S3Access access = new S3Access(at, "eu-west-1", pathStyle, Optional.empty());
    assertThat(access.address(bucket, "k \u00fc/x")).isEqualTo(address);
  }

  @Test
  void settingsOfTheEnvironmentAndOfFiles(@TempDir Path folder) throws IOException {
    assertThat(S3Access.of(Map.of(), folder)).isEqualTo(S3Access.ANONYMOUS);
    Files.writeString(
        folder.resolve("credentials"),
        "[other]\naws_access_key_id=no\n[default]\naws_access_key_id = A\naws_secret_access_key= S=\n");
    Files.writeString(
        folder.resolve("config"), "[profile other]\nregion=r1\n[default]\nregion=r2\n");
    assertThat(S3Access.of(Map.of(), folder))
        .isEqualTo(
            new S3Access(
                Optional.empty(),
                "r2",
                false,
                Optional.of(new S3Access.Credentials("A", "S=", ""))));
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", "B",
            "AWS_SECRET_ACCESS_KEY", "T",
            "AWS_SESSION_TOKEN", "U",
            "AWS_REGION", "r3",
            "AWS_ENDPOINT_URL", "http://h:9000");
    S3Access access = S3Access.of(environment, folder);
    assertThat(access)
        .isEqualTo(
            new S3Access(
                Optional.of(URI.create("http://h:9000/")),
                "r3",
                true,
                Optional.of(new S3Access.Credentials("B", "T", "U"))));
    assertThat(access.toString()).doesNotContain("T,").doesNotContain("U");
    assertThat(access.authorization().headers(URI.create("http://h/a"), Map.of()))
        .containsEntry("x-amz-security-token", "U");
    assertThat(S3Access.of(Map.of("AWS_NO_SIGN_REQUEST", "YES"), folder).credentials()).isEmpty();
  }
}
