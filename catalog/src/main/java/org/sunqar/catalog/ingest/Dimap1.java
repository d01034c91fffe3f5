// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Grid;

/** DIMAP version 1: {@code METADATA.DIM} of SPOT 1 to 5, one image file beside it. */
record Dimap1(XmlElement root) implements DimapMetadata {

  private static final String SCENE = "Dataset_Sources/Source_Information/Scene_Source";

  /** SPOT's names of bands (SPOT Image, SPOT DIMAP reference). */
  private static final Map<String, String> COMMON_NAMES =
      Map.ofEntries(
          Map.entry("XS1", "green"),
          Map.entry("XS2", "red"),
          Map.entry("XS3", "nir"),
          Map.entry("XS4", "swir16"),
          Map.entry("SWIR", "swir16"),
          Map.entry("MIR", "swir16"),
          Map.entry("B1", "green"),
          Map.entry("B2", "red"),
          Map.entry("B3", "nir"),
          Map.entry("B4", "swir16"),
          Map.entry("P", "pan"),
          Map.entry("PAN", "pan"),
          Map.entry("HM", "pan"),
          Map.entry("HMA", "pan"),
          Map.entry("HMB", "pan"),
          Map.entry("M", "pan"));

  @Override
  public String id() {
    String name = root.text("Dataset_Id/DATASET_NAME").orElse("");
    String stripped = name.strip().replaceAll("[^A-Za-z0-9._-]+", "_");
    if (stripped.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "the product has no name: Dataset_Id/DATASET_NAME");
    }
    return stripped;
  }

  @Override
  public String mission() {
    return root.required(SCENE + "/MISSION").strip()
        + root.text(SCENE + "/MISSION_INDEX").orElse("").strip();
  }

  @Override
  public Optional<String> instrument() {
    return root.text(SCENE + "/INSTRUMENT")
        .map(name -> name.strip() + root.text(SCENE + "/INSTRUMENT_INDEX").orElse("").strip());
  }

  @Override
  public Instant time() {
    return DimapMetadata.time(
        root.required(SCENE + "/IMAGING_DATE"), root.required(SCENE + "/IMAGING_TIME"));
  }

  @Override
  public Optional<TimeInterval> span() {
    return Optional.empty();
  }

  @Override
  public Angles angles() {
    return new Angles(
        // SPOT counts to the left and to the right
        absolute(root.number(SCENE + "/INCIDENCE_ANGLE")),
        absolute(root.number(SCENE + "/VIEWING_ANGLE")),
        OptionalDouble.empty(),
        root.number(SCENE + "/SUN_AZIMUTH"),
        root.number(SCENE + "/SUN_ELEVATION"));
  }

  private static OptionalDouble absolute(OptionalDouble angle) {
    return angle.isPresent() ? OptionalDouble.of(Math.abs(angle.getAsDouble())) : angle;
  }

  @Override
  public Optional<String> processingLevel() {
    return root.text("Data_Processing/PROCESSING_LEVEL").map(String::strip);
  }

  @Override
  public Optional<String> spectralProcessing() {
    return bands().size() > 1 ? Optional.of("XS") : Optional.of("P");
  }

  @Override
  public Optional<String> radiometricProcessing() {
    return Optional.empty();
  }

  @Override
  public Optional<String> profile() {
    return root.text("Metadata_Id/METADATA_PROFILE").map(String::strip);
  }

  @Override
  public OptionalDouble cloudCover() {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble groundSampleDistance() {
    return root.number(SCENE + "/THEORETICAL_RESOLUTION");
  }

  @Override
  public List<PixelFile> files() {
    List<PixelFile> files = new ArrayList<>();
    for (XmlElement path : root.children("Data_Access/Data_File/DATA_FILE_PATH")) {
      path.attribute("href").ifPresent(href -> files.add(new PixelFile(1, 1, 0, href)));
    }
    if (files.size() != 1) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "Data_Access names " + files.size() + " image files; one was expected");
    }
    return files;
  }

  @Override
  public List<SpectralBand> bands() {
    List<SpectralBand> bands = new ArrayList<>();
    for (XmlElement info : root.children("Image_Interpretation/Spectral_Band_Info")) {
      int index = DimapMetadata.size(info, "BAND_INDEX");
      String id = info.text("BAND_DESCRIPTION").orElse("B" + index).strip();
      OptionalDouble gain = info.number("PHYSICAL_GAIN");
      Optional<GainBias> radiance =
          gain.isPresent() && gain.getAsDouble() != 0
              ? Optional.of(
                  new GainBias(gain.getAsDouble(), info.number("PHYSICAL_BIAS").orElse(0), false))
              : Optional.empty();
      bands.add(
          new SpectralBand(
              id,
              0,
              index,
              Optional.ofNullable(COMMON_NAMES.get(id.toUpperCase(Locale.ROOT))),
              Optional.empty(),
              radiance,
              irradiance(index)));
    }
    bands.sort(Comparator.comparingInt(SpectralBand::index));
    return bands;
  }

  private OptionalDouble irradiance(int index) {
    for (XmlElement band : root.findAll("Band_Solar_Irradiance")) {
      if (band.number("BAND_INDEX").orElse(0) == index) {
        return band.number("SOLAR_IRRADIANCE_VALUE");
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble noData() {
    for (XmlElement special : root.findAll("Special_Value")) {
      if (special.text("SPECIAL_VALUE_TEXT").orElse("").strip().equalsIgnoreCase("NODATA")) {
        return special.number("SPECIAL_VALUE_INDEX");
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public List<double[]> vertices() {
    return DimapMetadata.vertices(root.children("Dataset_Frame/Vertex"), "FRAME_LON", "FRAME_LAT");
  }

  @Override
  public Optional<Grid> grid() {
    return DimapMetadata.grid(
        root,
        root.text("Coordinate_Reference_System/Horizontal_CS/HORIZONTAL_CS_CODE"),
        DimapMetadata.size(root, "Raster_Dimensions/NCOLS"),
        DimapMetadata.size(root, "Raster_Dimensions/NROWS"));
  }

  @Override
  public Optional<int[]> tileSize() {
    return Optional.empty();
  }

  @Override
  public Optional<String> rpc() {
    return Optional.empty();
  }
}
