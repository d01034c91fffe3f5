// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;
import org.sunqar.server.AlertSamples;
import org.sunqar.server.language.Language;

/** Alerts as a PDF: what it says, in which letters. */
class AlertSheetTest {

  private @TempDir Path folder;

  private List<AlertObject> alerts(int count) {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    try (Database database = Database.open(folder.resolve("sunqar.sqlite"), migrations)) {
      AlertSamples.watch(database, "north");
      AlertSamples.raise(database, "north", "r1", 1, count);
      return new AlertStore(database).latest(count);
    }
  }

  private PDDocument document(String language, int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AlertSheet(Language.of(language), (_, _, _) -> Optional.empty())
        .write(alerts(count), LocalDate.of(2026, 3, 1), out);
    return Loader.loadPDF(out.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "en, Total area, Before and after",
    "fr, Surface totale, Avant et après",
    "pt, Área total, Antes e depois",
    "ru, Общая площадь, До и после",
    "kk, Жалпы аудан, Дейін және кейін",
    "mn, Нийт талбай, Өмнө ба дараа",
    "ar, المساحة الإجمالية, قبل وبعد"
  })
  void itSpeaksTheLanguage(String language, String area, String pictures) throws IOException {
    try (PDDocument pdf = document(language, 3)) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains(area)
          .contains(pictures)
          .contains("north-0001")
          .contains("north-0003");
    }
  }

  @Test
  void itsLettersAreInIt() throws IOException {
    try (PDDocument pdf = document("kk", 3)) {
      for (PDPage page : pdf.getPages()) {
        assertThat(StreamSupport.stream(page.getResources().getFontNames().spliterator(), false))
            .isNotEmpty()
            .allMatch(name -> isEmbedded(page, name));
      }
    }
  }

  private static boolean isEmbedded(PDPage page, COSName font) {
    try {
      return page.getResources().getFont(font).isEmbedded();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aLongListGoesOnOnFurtherPages() throws IOException {
    try (PDDocument pdf = document("en", 120)) {
      String text = new PDFTextStripper().getText(pdf);
      assertThat(text).contains("north-0120").contains("Pictures of the first 30 alerts");
      assertThat(pdf.getNumberOfPages()).isGreaterThan(5);
    }
  }

  /** Kazakhstan is land and the Mediterranean water, not what lies as far south. */
  @Test
  void landIsWhereItIs() throws IOException {
    List<AlertObject> alerts = alerts(1);
    AlertMap map = new AlertMap(alerts, 0, 40, 400, 240);
    assertThat(map.hasLand()).isTrue();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(map.png(alerts)));
    assertThat(color(image, map.place(72.5, 53.5))).isEqualTo(0xf5f2e9);
    assertThat(color(image, map.place(18.5, 35))).isEqualTo(0xcfe0e6);
  }

  private static int color(BufferedImage image, double[] place) {
    return image.getRGB((int) (place[0] * image.getWidth()), (int) (place[1] * image.getHeight()))
        & 0xffffff;
  }

  @Test
  void tooManyAreRefused() {
    AlertSheet sheet = new AlertSheet(Language.english(), (_, _, _) -> Optional.empty());
    AlertObject one = alerts(1).getFirst();
    assertThatThrownBy(() ->
            sheet.write(
                java.util.Collections.nCopies(AlertSheet.MOST + 1, one),
                LocalDate.of(2026, 3, 1),
                new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
