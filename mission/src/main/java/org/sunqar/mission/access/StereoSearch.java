// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * Finds passes in which a satellite can take a target two or three times from different angles
 * along its track.
 *
 * <p>The base-to-height ratio of two looks is 2 tan(c/2), with c the angle between their lines of
 * sight at the target. Of each pass the pair of looks is taken whose ratio is nearest to the middle
 * of the limits, then the most symmetric one; a third look lies between them in time.
 *
 * @param search the horizon and its satellites
 * @param limits of the stereo geometry
 */
public record StereoSearch(OpportunitySearch search, StereoLimits limits) {

  private static final int SAMPLES = 60;
  private static final double SHORTEST_SAMPLE = 1;

  /**
   * What stereo images must be like.
   *
   * @param looks 2 for stereo, 3 for tri-stereo
   * @param minBaseToHeight least base-to-height ratio of the outer looks, above 0
   * @param maxBaseToHeight largest
   * @param imagingSeconds how long each look takes
   */
  public record StereoLimits(
      int looks, double minBaseToHeight, double maxBaseToHeight, double imagingSeconds) {

    public StereoLimits {
      if (looks != 2 && looks != 3) {
        throw bad("has 2 or 3 looks, not " + looks);
      }
      if (!(minBaseToHeight > 0 && minBaseToHeight <= maxBaseToHeight && maxBaseToHeight <= 4)) {
        throw bad(
            String.format(
                Locale.ROOT,
                "takes ratios of base to height above 0, at most 4 and in order, not %s to %s",
                minBaseToHeight,
                maxBaseToHeight));
      }
      if (!(imagingSeconds >= 0)) {
        throw bad("takes 0 s or more of imaging, not " + imagingSeconds);
      }
    }

    private static MissionException bad(String reason) {
      return new MissionException(MissionException.Key.SETTING, "Stereo " + reason + ".");
    }
  }

  /**
   * The looks of one pass.
   *
   * @param target id
   * @param sensor what takes them
   * @param looks two or three, by time; each time is the middle of the imaging
   * @param baseToHeight ratio of the outer looks
   */
  public record StereoOpportunity(
      String target, Opportunity.Sensor sensor, List<Opportunity.Look> looks, double baseToHeight) {

    public StereoOpportunity {
      looks = List.copyOf(looks);
    }
  }

  /**
   * The stereo opportunities of a target, by time.
   *
   * @throws MissionException SETTING when the instrument takes no stereo
   */
  public List<StereoOpportunity> find(
      Satellite satellite, OpportunitySearch.Camera camera, Target target, Limits viewLimits) {
    if (!camera.instrument().stereo()) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The instrument "
              + camera.instrument().id()
              + " of "
              + satellite.id()
              + " takes no stereo.");
    }
    Viewer viewer = search.viewer(satellite.id());
    List<StereoOpportunity> result = new ArrayList<>();
    for (Window window : search.windows(satellite, camera, List.of(target.place()), viewLimits)) {
      Samples samples = Samples.of(viewer, target.place(), window);
      best(samples, satellite.platform().agility())
          .map(c -> opportunity(c, samples, satellite, camera, target))
          .filter(
              o -> o.looks().stream().allMatch(l -> l.cloud().orElse(0) <= viewLimits.maxCloud()))
          .ifPresent(result::add);
    }
    return result;
  }

  /** Views of a pass at times of equal distance. */
  private record Samples(List<Double> times, List<View> views) {

    static Samples of(Viewer viewer, GroundPoint place, Window window) {
      int n = Math.clamp((long) (window.seconds() / SHORTEST_SAMPLE), 1, SAMPLES);
      List<Double> times = new ArrayList<>();
      List<View> views = new ArrayList<>();
      for (int i = 0; i <= n; i++) {
        double time = window.start() + i * window.seconds() / n;
        times.add(time);
        views.add(viewer.view(place, time));
      }
      return new Samples(times, views);
    }

    /** Base over height of two looks. */
    double ratio(int i, int j) {
      View a = views.get(i);
      View b = views.get(j);
      double cosine =
          Math.cos(a.incidence()) * Math.cos(b.incidence())
              + Math.sin(a.incidence())
                  * Math.sin(b.incidence())
                  * Math.cos(a.azimuth() - b.azimuth());
      return 2 * Math.tan(Math.acos(Math.clamp(cosine, -1, 1)) / 2);
    }

    /** True when the satellite can end one look and turn to the other before that begins. */
    boolean canTurn(int i, int j, Agility agility, double imagingSeconds) {
      double slew =
          agility.slewSeconds(
              views.get(j).roll() - views.get(i).roll(),
              views.get(j).pitch() - views.get(i).pitch(),
              0);
      return times.get(j) - times.get(i) >= slew + imagingSeconds;
    }
  }

  private record Choice(int first, int middle, int last, double ratio) {}

  private Optional<Choice> best(Samples samples, Agility agility) {
    double wanted = (limits.minBaseToHeight() + limits.maxBaseToHeight()) / 2;
    Optional<Choice> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < samples.times().size(); i++) {
      for (int j = i + 1; j < samples.times().size(); j++) {
        double ratio = samples.ratio(i, j);
        if (ratio < limits.minBaseToHeight() || ratio > limits.maxBaseToHeight()) {
          continue;
        }
        double skew =
            Math.abs(samples.views().get(i).incidence() - samples.views().get(j).incidence());
        double cost = Math.abs(ratio - wanted) + 0.1 * skew;
        if (cost < least) {
          Optional<Choice> choice = choice(samples, i, j, ratio, agility);
          if (choice.isPresent()) {
            best = choice;
            least = cost;
          }
        }
      }
    }
    return best;
  }

  private Optional<Choice> choice(Samples samples, int i, int j, double ratio, Agility agility) {
    double imaging = limits.imagingSeconds();
    if (limits.looks() == 2) {
      return samples.canTurn(i, j, agility, imaging)
          ? Optional.of(new Choice(i, i, j, ratio))
          : Optional.empty();
    }
    int middle = (i + j) / 2;
    return samples.canTurn(i, middle, agility, imaging)
            && samples.canTurn(middle, j, agility, imaging)
        ? Optional.of(new Choice(i, middle, j, ratio))
        : Optional.empty();
  }

  private StereoOpportunity opportunity(
      Choice choice,
      Samples samples,
      Satellite satellite,
      OpportunitySearch.Camera camera,
      Target target) {
    List<Opportunity.Look> looks = new ArrayList<>();
    looks.add(look(choice.first(), samples, camera, target));
    if (limits.looks() == 3) {
      looks.add(look(choice.middle(), samples, camera, target));
    }
    looks.add(look(choice.last(), samples, camera, target));
    return new StereoOpportunity(target.id(), camera.sensor(satellite), looks, choice.ratio());
  }

  private Opportunity.Look look(
      int i, Samples samples, OpportunitySearch.Camera camera, Target target) {
    return search.look(target.place(), samples.times().get(i), samples.views().get(i), camera);
  }
}
