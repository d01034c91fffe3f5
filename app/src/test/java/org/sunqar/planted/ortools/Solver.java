// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.ortools;

/** Stands for OR-tools, which only the module exact has. */
public final class Solver {}
