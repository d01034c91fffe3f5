// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import io.helidon.http.HeaderNames;
import java.util.List;
import org.sunqar.raster.geo.Grid;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Request;

/** Pictures as answers: with an entity tag, how long they may be kept, or word that none is new. */
final class TileAnswers {

  private final Pictures pictures;

  TileAnswers(Pictures pictures) {
    this.pictures = pictures;
  }

  /** A tile, or word that the client's is still right. */
  Answer tile(
      Request request, Dataset dataset, Rendering rendering, Grid grid, ImageFormat format) {
    Pictures.Plan plan = pictures.plan(dataset, rendering, grid);
    String tag = plan.tag(format);
    if (isKnown(request, tag)) {
      return cached(Answer.empty(304).tagged(tag), dataset);
    }
    return picture(pictures.image(plan, format), tag, dataset);
  }

  static Answer picture(Image image, String tag, Dataset dataset) {
    return cached(
        new Answer(200, new Answer.Raw(image.mediaType(), image.bytes()), List.of()).tagged(tag),
        dataset);
  }

  /** A mosaic changes with each scene that comes; an item hardly ever. */
  private static Answer cached(Answer answer, Dataset dataset) {
    int seconds = dataset instanceof Dataset.OfItem ? 3600 : 60;
    return answer.with("Cache-Control", "max-age=" + seconds);
  }

  static boolean isKnown(Request request, String tag) {
    return request
        .header(HeaderNames.IF_NONE_MATCH)
        .filter(list -> EntityTag.weaklyMatches(list, tag))
        .isPresent();
  }
}
