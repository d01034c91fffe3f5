// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

/** How one sample is stored. */
public enum PixelType {
  UINT8(1, false, "uint8"),
  INT8(1, true, "int8"),
  UINT16(2, false, "uint16"),
  INT16(2, true, "int16"),
  UINT32(4, false, "uint32"),
  INT32(4, true, "int32"),
  UINT64(8, false, "uint64"),
  INT64(8, true, "int64"),
  FLOAT32(4, true, "float32"),
  FLOAT64(8, true, "float64");

  private final int bytes;
  private final boolean signed;
  private final String stacName;

  PixelType(int bytes, boolean signed, String stacName) {
    this.bytes = bytes;
    this.signed = signed;
    this.stacName = stacName;
  }

  /** Bytes of one sample. */
  public int bytes() {
    return bytes;
  }

  public boolean isSigned() {
    return signed;
  }

  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** The name in STAC's {@code data_type}, which is also rasterio's and numpy's. */
  public String stacName() {
    return stacName;
  }

  public static PixelType ofStacName(String name) {
    for (PixelType type : values()) {
      if (type.stacName.equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("data_type " + name + " is not supported");
  }
}
