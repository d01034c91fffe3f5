// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Grid;

/**
 * DIMAP version 2: {@code DIM_*.XML} of SPOT 6 and 7, Pleiades, Pleiades Neo and the satellites
 * that were built like them.
 *
 * @param name the name of the file without "DIM_" and its ending
 */
record Dimap2(String name, XmlElement root) implements DimapMetadata {

  private static final String STRIP = "Dataset_Sources/Source_Identification/Strip_Source";
  private static final String SETTINGS = "Processing_Information/Product_Settings";
  private static final String MEASUREMENTS =
      "Radiometric_Data/Radiometric_Calibration/Instrument_Calibration/Band_Measurement_List";
  private static final String DISPLAY = "Raster_Data/Raster_Display/Band_Display_Order";

  /** What ids mean where no wavelengths are given. */
  private static final Map<String, String> COMMON_NAMES =
      Map.ofEntries(
          Map.entry("P", "pan"),
          Map.entry("PAN", "pan"),
          Map.entry("PA", "pan"),
          Map.entry("B0", "blue"),
          Map.entry("B1", "green"),
          Map.entry("B2", "red"),
          Map.entry("B3", "nir"),
          Map.entry("DB", "coastal"),
          Map.entry("B", "blue"),
          Map.entry("G", "green"),
          Map.entry("R", "red"),
          Map.entry("RE", "rededge"),
          Map.entry("NIR", "nir"));

  @Override
  public String id() {
    return name;
  }

  @Override
  public String mission() {
    return root.required(STRIP + "/MISSION").strip()
        + root.text(STRIP + "/MISSION_INDEX").orElse("").strip();
  }

  @Override
  public Optional<String> instrument() {
    return root.text(STRIP + "/INSTRUMENT")
        .map(text -> text.strip() + root.text(STRIP + "/INSTRUMENT_INDEX").orElse("").strip());
  }

  @Override
  public Instant time() {
    return centre()
        .flatMap(values -> values.text("TIME"))
        .flatMap(DimapMetadata::instant)
        .orElseGet(() ->
            DimapMetadata.time(
                root.required(STRIP + "/IMAGING_DATE"), root.required(STRIP + "/IMAGING_TIME")));
  }

  @Override
  public Optional<TimeInterval> span() {
    Optional<XmlElement> range = root.child("Geometric_Data/Refined_Model/Time/Time_Range");
    List<Instant> times = new ArrayList<>();
    if (range.isPresent()) {
      range.get().text("START").flatMap(DimapMetadata::instant).ifPresent(times::add);
      range.get().text("END").flatMap(DimapMetadata::instant).ifPresent(times::add);
    } else {
      for (XmlElement time :
          root.children("Geometric_Data/Use_Area/Located_Geometric_Values/TIME")) {
        DimapMetadata.instant(time.text()).ifPresent(times::add);
      }
    }
    times.sort(Comparator.naturalOrder());
    return times.size() < 2 || times.getFirst().equals(times.getLast())
        ? Optional.empty()
        : Optional.of(new TimeInterval(times.getFirst(), times.getLast()));
  }

  private Optional<XmlElement> centre() {
    List<XmlElement> all = root.children("Geometric_Data/Use_Area/Located_Geometric_Values");
    return all.stream()
        .filter(
            values -> values.text("LOCATION_TYPE").orElse("").strip().equalsIgnoreCase("center"))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  @Override
  public Angles angles() {
    Optional<XmlElement> centre = centre();
    return new Angles(
        number(centre, "Acquisition_Angles/INCIDENCE_ANGLE"),
        number(centre, "Acquisition_Angles/VIEWING_ANGLE"),
        azimuth(centre),
        number(centre, "Solar_Incidences/SUN_AZIMUTH"),
        number(centre, "Solar_Incidences/SUN_ELEVATION"));
  }

  /**
   * From where the satellite looks: the direction of the scene's lines, {@code AZIMUTH_ANGLE}, less
   * the direction of the line of sight in the scene (Airbus, Pleiades Imagery User Guide).
   */
  private static OptionalDouble azimuth(Optional<XmlElement> centre) {
    OptionalDouble scene = number(centre, "Acquisition_Angles/AZIMUTH_ANGLE");
    OptionalDouble across = number(centre, "Acquisition_Angles/INCIDENCE_ANGLE_ACROSS_TRACK");
    OptionalDouble along = number(centre, "Acquisition_Angles/INCIDENCE_ANGLE_ALONG_TRACK");
    if (scene.isEmpty() || across.isEmpty() || along.isEmpty()) {
      return OptionalDouble.empty();
    }
    double inScene =
        Math.toDegrees(
            Math.atan2(
                Math.tan(Math.toRadians(across.getAsDouble())),
                Math.tan(Math.toRadians(along.getAsDouble()))));
    return OptionalDouble.of(((scene.getAsDouble() - inScene) % 360 + 360) % 360);
  }

  private static OptionalDouble number(Optional<XmlElement> element, String path) {
    return element.isPresent() ? element.get().number(path) : OptionalDouble.empty();
  }

  @Override
  public Optional<String> processingLevel() {
    return root.text(SETTINGS + "/PROCESSING_LEVEL").map(String::strip);
  }

  @Override
  public Optional<String> spectralProcessing() {
    return root.text(SETTINGS + "/SPECTRAL_PROCESSING").map(String::strip);
  }

  @Override
  public Optional<String> radiometricProcessing() {
    return root.text(SETTINGS + "/Radiometric_Settings/RADIOMETRIC_PROCESSING").map(String::strip);
  }

  @Override
  public Optional<String> profile() {
    return root.text("Metadata_Identification/METADATA_PROFILE").map(String::strip);
  }

  @Override
  public OptionalDouble cloudCover() {
    return root.number("Dataset_Content/CLOUD_COVERAGE");
  }

  @Override
  public OptionalDouble groundSampleDistance() {
    OptionalDouble across = number(centre(), "Ground_Sample_Distance/GSD_ACROSS_TRACK");
    OptionalDouble along = number(centre(), "Ground_Sample_Distance/GSD_ALONG_TRACK");
    return across.isPresent() && along.isPresent()
        ? OptionalDouble.of(Math.sqrt(across.getAsDouble() * along.getAsDouble()))
        : OptionalDouble.empty();
  }

  @Override
  public List<PixelFile> files() {
    List<PixelFile> files = new ArrayList<>();
    List<XmlElement> parts = root.children("Raster_Data/Data_Access/Data_Files");
    for (int part = 0; part < parts.size(); part++) {
      for (XmlElement file : parts.get(part).children("Data_File")) {
        String href =
            file.child("DATA_FILE_PATH")
                .flatMap(path -> path.attribute("href"))
                .orElseThrow(() ->
                    new CatalogException(
                        CatalogException.Key.INVALID, "a Data_File names no file"));
        files.add(new PixelFile(tile(file, "tile_R"), tile(file, "tile_C"), part, href));
      }
    }
    if (files.isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "Raster_Data/Data_Access names no image file");
    }
    return files;
  }

  private static int tile(XmlElement file, String attribute) {
    String text = file.attribute(attribute).orElse("1").strip();
    if (!text.matches("[1-9]\\d{0,4}")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          attribute + " is " + text + "; a number from 1 was expected");
    }
    return Integer.parseInt(text);
  }

  @Override
  public List<SpectralBand> bands() {
    List<SpectralBand> bands = new ArrayList<>();
    List<XmlElement> parts = root.children("Raster_Data/Data_Access/Data_Files");
    for (int part = 0; part < parts.size(); part++) {
      for (XmlElement index : parts.get(part).children("Raster_Index_List/Raster_Index")) {
        bands.add(
            band(index.required("BAND_ID").strip(), part, DimapMetadata.size(index, "BAND_INDEX")));
      }
    }
    if (!bands.isEmpty()) {
      bands.sort(Comparator.comparingInt(SpectralBand::part).thenComparingInt(SpectralBand::index));
      return bands;
    }
    int index = 1;
    for (String id : idsInOrder()) {
      bands.add(band(id, 0, index++));
    }
    return bands;
  }

  /**
   * Where the files' order is not told it is that of display, red first, and then the others; not
   * the order of the list of measurements, which goes by wavelength.
   */
  private Set<String> idsInOrder() {
    Set<String> known = new LinkedHashSet<>();
    for (String list : List.of("Band_Radiance", "Band_Reflectance", "Band_Spectral_Range")) {
      for (XmlElement band : root.children(MEASUREMENTS + "/" + list)) {
        band.text("BAND_ID").ifPresent(id -> known.add(id.strip()));
      }
    }
    int count = DimapMetadata.size(root, "Raster_Data/Raster_Dimensions/NBANDS");
    if (known.isEmpty()) {
      known.addAll(count == 1 ? List.of("P") : List.of("B2", "B1", "B0", "B3"));
    }
    Set<String> ordered = new LinkedHashSet<>();
    for (String channel :
        List.of("RED_CHANNEL", "GREEN_CHANNEL", "BLUE_CHANNEL", "ALPHA_CHANNEL")) {
      root.text(DISPLAY + "/" + channel)
          .map(String::strip)
          .filter(known::contains)
          .ifPresent(ordered::add);
    }
    ordered.addAll(known);
    if (ordered.size() != count) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the image has " + count + " bands but the metadata tell of " + ordered);
    }
    return ordered;
  }

  private SpectralBand band(String id, int part, int index) {
    Optional<Range> range = range(id);
    Optional<String> name =
        range
            .flatMap(Range::commonName)
            .or(() -> Optional.ofNullable(COMMON_NAMES.get(id.toUpperCase(Locale.ROOT))));
    return new SpectralBand(
        id, part, index, name, range, calibration(id), value("Band_Solar_Irradiance", id));
  }

  private Optional<XmlElement> measurement(String kind, String id) {
    return root.children(MEASUREMENTS + "/" + kind).stream()
        .filter(band -> band.text("BAND_ID").orElse("").strip().equals(id))
        .findFirst();
  }

  private OptionalDouble value(String kind, String id) {
    return number(measurement(kind, id), "VALUE");
  }

  private Optional<Range> range(String id) {
    Optional<XmlElement> range = measurement("Band_Spectral_Range", id);
    OptionalDouble from = firstOf(range, "MIN", "FWHM/MIN");
    OptionalDouble to = firstOf(range, "MAX", "FWHM/MAX");
    if (from.isEmpty() || to.isEmpty() || !(from.getAsDouble() < to.getAsDouble())) {
      return Optional.empty();
    }
    // no band reaches to 20 micrometres, and none begins below 20 nanometres
    double unit = to.getAsDouble() > 20 ? 1e-3 : 1;
    return Optional.of(new Range(from.getAsDouble() * unit, to.getAsDouble() * unit));
  }

  private static OptionalDouble firstOf(Optional<XmlElement> element, String a, String b) {
    OptionalDouble first = number(element, a);
    return first.isPresent() ? first : number(element, b);
  }

  private Optional<GainBias> calibration(String id) {
    String processing = radiometricProcessing().orElse("BASIC").toUpperCase(Locale.ROOT);
    return switch (processing) {
      case "BASIC" -> gainBias(measurement("Band_Radiance", id), false);
      case "REFLECTANCE" -> gainBias(measurement("Band_Reflectance", id), true);
      default -> Optional.empty(); // stretched for the eye
    };
  }

  private static Optional<GainBias> gainBias(Optional<XmlElement> band, boolean reflectance) {
    OptionalDouble gain = number(band, "GAIN");
    return gain.isPresent() && gain.getAsDouble() != 0
        ? Optional.of(new GainBias(gain.getAsDouble(), number(band, "BIAS").orElse(0), reflectance))
        : Optional.empty();
  }

  @Override
  public OptionalDouble noData() {
    for (XmlElement special : root.children("Raster_Data/Raster_Display/Special_Value")) {
      if (special.text("SPECIAL_VALUE_TEXT").orElse("").strip().equalsIgnoreCase("NODATA")) {
        return special.number("SPECIAL_VALUE_COUNT");
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public List<double[]> vertices() {
    return DimapMetadata.vertices(
        root.children("Dataset_Content/Dataset_Extent/Vertex"), "LON", "LAT");
  }

  @Override
  public Optional<Grid> grid() {
    String crs = "Coordinate_Reference_System/";
    return DimapMetadata.grid(
        root,
        root.text(crs + "Projected_CRS/PROJECTED_CRS_CODE")
            .or(() -> root.text(crs + "Geodetic_CRS/GEODETIC_CRS_CODE")),
        DimapMetadata.size(root, "Raster_Data/Raster_Dimensions/NCOLS"),
        DimapMetadata.size(root, "Raster_Data/Raster_Dimensions/NROWS"));
  }

  @Override
  public Optional<int[]> tileSize() {
    return root.child("Raster_Data/Raster_Dimensions/Tile_Set/Regular_Tiling/NTILES_SIZE")
        .flatMap(size ->
            size.attribute("nrows")
                .flatMap(rows -> size.attribute("ncols").map(cols -> new String[] {rows, cols})))
        .filter(size -> size[0].matches("\\d{1,7}") && size[1].matches("\\d{1,7}"))
        .map(size -> new int[] {Integer.parseInt(size[0]), Integer.parseInt(size[1])});
  }

  @Override
  public Optional<String> rpc() {
    return root.child(
            "Geoposition/Geoposition_Models/Rational_Function_Model/Component/COMPONENT_PATH")
        .flatMap(path -> path.attribute("href"));
  }
}
