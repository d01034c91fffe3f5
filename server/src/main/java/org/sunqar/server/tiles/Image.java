// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

/** A picture as it is sent. */
@SuppressWarnings("ArrayRecordComponent") // shared by all who ask for it, changed by nobody
record Image(String mediaType, byte[] bytes) {}
