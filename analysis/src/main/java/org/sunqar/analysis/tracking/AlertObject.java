// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.sunqar.analysis.alert.Alert;

/**
 * An alert over its whole life: one event on the ground, however many runs saw it.
 *
 * @param finding as the last run that found it describes it; its id is the alert's for good
 * @param machine what the detector says
 * @param review what people say
 * @param evidence what the finding rests on
 * @param created when it was first recorded
 * @param updated when its latest entry was written to its history
 * @param version entries of its history, from 1
 */
public record AlertObject(
    Alert finding,
    Machine machine,
    Review review,
    Evidence evidence,
    Instant created,
    Instant updated,
    int version) {

  /**
   * What the detector says.
   *
   * @param status see {@link MachineStatus}
   * @param probability that the land changed there, 0..1, see {@link AlertProbability}
   * @param areaErrorHa see {@link AreaUncertainty} (hectares)
   * @param recordedAreaHa area at the latest entry of the history (hectares)
   * @param raised the last scene of the run that raised it (UTC)
   * @param lastSeen the last scene of the latest run that found it (UTC)
   * @param findings how many runs found it, each with a later last scene than the one before
   * @param mergedInto the older alert that it became part of
   */
  public record Machine(
      MachineStatus status,
      double probability,
      double areaErrorHa,
      double recordedAreaHa,
      LocalDate raised,
      LocalDate lastSeen,
      int findings,
      Optional<String> mergedInto) {

    Machine with(MachineStatus other) {
      return new Machine(
          other, probability, areaErrorHa, recordedAreaHa, raised, lastSeen, findings, mergedInto);
    }

    Machine recorded(double areaHa) {
      return new Machine(
          status, probability, areaErrorHa, areaHa, raised, lastSeen, findings, mergedInto);
    }

    Machine into(String older) {
      return new Machine(
          MachineStatus.MERGED,
          probability,
          areaErrorHa,
          recordedAreaHa,
          raised,
          lastSeen,
          findings,
          Optional.of(older));
    }
  }

  /**
   * What a finding rests on; its scenes are in the finding, the recipe is the watch.
   *
   * @param run id of the run that made the finding
   * @param software name and version of the program
   */
  public record Evidence(String run, String software) {}

  /** The id, for good. */
  public String id() {
    return finding.id();
  }

  AlertObject with(Machine other) {
    return new AlertObject(finding, other, review, evidence, created, updated, version);
  }

  /** The same with another review. */
  public AlertObject with(Review other) {
    return new AlertObject(finding, machine, other, evidence, created, updated, version);
  }

  /** The same after one more entry in its history. */
  public AlertObject entered(Instant at) {
    return new AlertObject(finding, machine, review, evidence, created, at, version + 1);
  }
}
