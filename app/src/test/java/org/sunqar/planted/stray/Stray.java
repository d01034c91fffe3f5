// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.stray;

/** A violation: it belongs to no module of the house. */
public final class Stray {}
