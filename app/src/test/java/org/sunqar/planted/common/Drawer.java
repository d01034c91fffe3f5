// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.common;

/** A violation: the package's name. */
public final class Drawer {}
