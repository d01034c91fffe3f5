// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.util;

/** A violation: the package's name. */
public final class Drawer {}
