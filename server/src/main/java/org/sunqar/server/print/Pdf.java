// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * XHTML as PDF, with letters of the program's own: DejaVu Sans, which has those of all languages.
 */
final class Pdf {

  /** The family that style sheets name. */
  static final String FAMILY = "Sunqar";

  /** Complains of fonts that no document uses; kept, because loggers are forgotten. */
  private static final Logger FONTS = Logger.getLogger("org.apache");

  static {
    FONTS.setLevel(Level.SEVERE);
    XRLog.setLoggingEnabled(false);
  }

  private Pdf() {}

  /**
   * Writes a document.
   *
   * @param xhtml whose pictures are in it as data; nothing else is fetched
   */
  static void write(String xhtml, boolean rightToLeft, OutputStream out) throws IOException {
    new PdfRendererBuilder()
        .useFont(() -> font("DejaVuSans.ttf"), FAMILY, 400, FontStyle.NORMAL, true)
        .useFont(() -> font("DejaVuSans-Bold.ttf"), FAMILY, 700, FontStyle.NORMAL, true)
        .useUnicodeBidiSplitter(WritingDirection::new)
        .useUnicodeBidiReorderer(new WritingDirection.Drawn())
        .defaultTextDirection(rightToLeft ? TextDirection.RTL : TextDirection.LTR)
        .useUriResolver((_, address) -> address.startsWith("data:") ? address : "data:,")
        .withProducer("Sunqar")
        .withHtmlContent(xhtml, "data:,")
        .toStream(out)
        .run();
  }

  private static InputStream font(String name) {
    InputStream in = Pdf.class.getResourceAsStream(name);
    if (in == null) {
      throw new UncheckedIOException(new IOException("the program lacks its font " + name));
    }
    return in;
  }
}
