// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.timeline;

/** A satellite as its timeline sees it. */
public record Craft(Agility agility, Energy energy) {}
