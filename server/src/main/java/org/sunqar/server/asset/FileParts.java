// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.asset;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sunqar.server.asset.ByteRanges.ByteRange;
import org.sunqar.server.http.Answer;

/** Answers with the bytes of a file. */
final class FileParts {

  /** Bytes that are read at a time. */
  private static final int BUFFER = 1 << 17;

  private final AssetFile file;
  private final long size;
  private final String type;

  FileParts(AssetFile file, String type) {
    this.file = file;
    this.size = file.size();
    this.type = type;
  }

  Answer all() {
    return new Answer(200, stream(List.of(new ByteRange(0, size - 1)), type), List.of());
  }

  /** One range as it is, several as multipart/byteranges (RFC 9110, 14.6). */
  Answer some(List<ByteRange> ranges) {
    if (ranges.size() == 1) {
      return new Answer(206, stream(ranges, type), List.of())
          .with("Content-Range", contentRange(ranges.getFirst()));
    }
    String boundary = UUID.randomUUID().toString();
    List<byte[]> heads = new ArrayList<>();
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    long length = end.length;
    for (ByteRange range : ranges) {
      byte[] head =
          ("\r\n--"
                  + boundary
                  + "\r\nContent-Type: "
                  + type
                  + "\r\nContent-Range: "
                  + contentRange(range)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      heads.add(head);
      length += head.length + range.length();
    }
    Answer.Writer writer =
        out -> {
          try (AssetFile.Reader reader = file.open()) {
            for (int i = 0; i < ranges.size(); i++) {
              out.write(heads.get(i));
              copy(reader, ranges.get(i), out);
            }
            out.write(end);
          }
        };
    String multipart = "multipart/byteranges; boundary=" + boundary;
    return new Answer(206, new Answer.Stream(multipart, length, writer), List.of());
  }

  private Answer.Stream stream(List<ByteRange> ranges, String mediaType) {
    long length = ranges.stream().mapToLong(ByteRange::length).sum();
    return new Answer.Stream(
        mediaType,
        length,
        out -> {
          try (AssetFile.Reader reader = file.open()) {
            for (ByteRange range : ranges) {
              copy(reader, range, out);
            }
          }
        });
  }

  private String contentRange(ByteRange range) {
    return "bytes " + range.first() + "-" + range.last() + "/" + size;
  }

  /** A file that has become shorter breaks the connection: the length was announced. */
  private static void copy(AssetFile.Reader reader, ByteRange range, OutputStream out)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(BUFFER, range.length())];
    long at = range.first();
    long left = range.length();
    while (left > 0) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, left));
      int read = reader.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file has become shorter while it was sent");
      }
      out.write(bytes, 0, read);
      at += read;
      left -= read;
    }
  }
}
