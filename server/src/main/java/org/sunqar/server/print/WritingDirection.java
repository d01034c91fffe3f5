// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/** Which parts of a paragraph run which way, as the JDK says; ICU4J would be 14 MB more. */
final class WritingDirection implements BidiSplitter {

  private List<BidiTextRun> runs = List.of();

  @Override
  public void setParagraph(String paragraph, byte direction) {
    int flag =
        direction == RTL
            ? Bidi.DIRECTION_RIGHT_TO_LEFT
            : direction == LTR
                ? Bidi.DIRECTION_LEFT_TO_RIGHT
                : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
    Bidi bidi = new Bidi(paragraph, flag);
    List<BidiTextRun> found = new ArrayList<>();
    for (int i = 0; i < bidi.getRunCount(); i++) {
      byte way = bidi.getRunLevel(i) % 2 == 0 ? LTR : RTL;
      found.add(
          new BidiTextRun(bidi.getRunStart(i), bidi.getRunLimit(i) - bidi.getRunStart(i), way));
    }
    runs = found;
  }

  @Override
  public int countTextRuns() {
    return runs.size();
  }

  @Override
  public BidiTextRun getVisualRun(int index) {
    return runs.get(index);
  }

  @Override
  public byte getBaseDirection(String paragraph) {
    Bidi bidi = new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    return bidi.baseIsLeftToRight() ? LTR : RTL;
  }

  /** Text that runs from the right, as it is drawn from the left. */
  static final class Drawn implements BidiReorderer {

    @Override
    public String reorderRTLTextToLTR(String text) {
      StringBuilder mirrored = new StringBuilder(text.length());
      text.codePoints()
          .map(c -> Character.isMirrored(c) ? mirror(c) : c)
          .forEach(mirrored::appendCodePoint);
      return mirrored.reverse().toString();
    }

    private static int mirror(int c) {
      int at = "()[]{}<>«»".indexOf(c);
      return at < 0 ? c : "()[]{}<>«»".charAt(at ^ 1);
    }

    @Override
    public String shapeText(String text) {
      return ArabicLetters.joined(text);
    }

    @Override
    public String deshapeText(String text) {
      return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
    }

    @Override
    public boolean isLiveImplementation() {
      return true;
    }
  }
}
