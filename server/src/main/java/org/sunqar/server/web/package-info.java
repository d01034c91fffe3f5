// SPDX-License-Identifier: Apache-2.0
/** The web app: its files, and what it asks for that is no API for others. */
@NullMarked
package org.sunqar.server.web;

import org.jspecify.annotations.NullMarked;
