// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.orekit;

/** Stands for Orekit, which no module has yet. */
public final class Orbit {}
