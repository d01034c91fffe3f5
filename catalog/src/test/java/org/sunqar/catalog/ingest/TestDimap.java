// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;

/** Complete little DIMAP products with made-up numbers. */
final class TestDimap {

  /** Of the whole image: two tiles across and two down, of 20 x 15 pixels and what is left. */
  static final Grid WHOLE = TestTiff.GRID.crop(new Window(0, 0, 37, 26));

  private TestDimap() {}

  /** An orthoimage of Pleiades in four tiles; returns its metadata. */
  static Path pleiadesOrtho(Path folder, String radiometry) {
    StringBuilder files = new StringBuilder();
    for (int row = 1; row <= 2; row++) {
      for (int col = 1; col <= 2; col++) {
        String name = "IMG_PHR1B_MS_X_ORT_R" + row + "C" + col + ".TIF";
        Window window =
            new Window(20 * (col - 1), 15 * (row - 1), col == 1 ? 20 : 17, row == 1 ? 15 : 11);
        tiff(folder.resolve(name), 10 * row + col, WHOLE.crop(window), 4);
        files.append(
            "<Data_File tile_R=\"%d\" tile_C=\"%d\"><DATA_FILE_PATH href=\"%s\"/></Data_File>"
                .formatted(row, col, name));
      }
    }
    return write(
        folder.resolve("DIM_PHR1B_MS_X_ORT.XML"),
        version2(
            "PHR",
            "1B",
            "PHR_ORTHO",
            "ORTHO",
            "MS",
            radiometry,
            "<Data_Files>" + files + "</Data_Files>",
            4,
            tiling("15", "20"),
            ""));
  }

  /** The panchromatic image of the same strip as the sensor saw it, with coefficients. */
  static Path pleiadesSensor(Path folder, Path image, Path rpc, int cols, int rows)
      throws IOException {
    Files.copy(image, folder.resolve("IMG_PHR1B_P_X_SEN_R1C1.TIF"));
    Files.copy(rpc, folder.resolve("RPC_PHR1B_P_X_SEN.XML"));
    String models =
        """
        <Geoposition><Geoposition_Models><Rational_Function_Model><Component>
        <COMPONENT_TITLE>RPC Model</COMPONENT_TITLE>
        <COMPONENT_PATH href="RPC_PHR1B_P_X_SEN.XML"/></Component></Rational_Function_Model>
        </Geoposition_Models></Geoposition>
        """;
    String file =
        "<Data_Files><Data_File tile_R=\"1\" tile_C=\"1\">"
            + "<DATA_FILE_PATH href=\"img_phr1b_p_x_sen_r1c1.tif\"/></Data_File></Data_Files>";
    return write(
        folder.resolve("DIM_PHR1B_P_X_SEN.XML"),
        version2("PHR", "1B", "PHR_SENSOR", "SENSOR", "P", "BASIC", file, 1, "", models)
            .replace("<NROWS>26</NROWS>", "<NROWS>" + rows + "</NROWS>")
            .replace("<NCOLS>37</NCOLS>", "<NCOLS>" + cols + "</NCOLS>"));
  }

  /** An image of Pleiades Neo whose six bands are in two files. */
  static Path neo(Path folder) {
    StringBuilder files = new StringBuilder();
    String[][] parts = {{"RGB", "R", "G", "B"}, {"NED", "NIR", "RE", "DB"}};
    for (String[] part : parts) {
      String name = "IMG_01_PNEO3_MS-FS_" + part[0] + "_R1C1.TIF";
      tiff(folder.resolve(name), part[0].hashCode(), WHOLE, 3);
      files.append("<Data_Files><Raster_Index_List>");
      for (int i = 1; i <= 3; i++) {
        files.append(
            "<Raster_Index><BAND_ID>%s</BAND_ID><BAND_INDEX>%d</BAND_INDEX></Raster_Index>"
                .formatted(part[i], i));
      }
      files.append(
          ("</Raster_Index_List><Data_File tile_R=\"1\" tile_C=\"1\">"
                  + "<DATA_FILE_PATH href=\"%s\"/></Data_File></Data_Files>")
              .formatted(name));
    }
    return write(
        folder.resolve("DIM_PNEO3_X_MS-FS_ORT.XML"),
        version2(
            "PNEO", "3", "PNEO_ORTHO", "ORTHO", "MS-FS", "DISPLAY", files.toString(), 6, "", ""));
  }

  /** A scene of SPOT 5 on a map grid, with the near infrared first in the file. */
  static Path spot5(Path folder) {
    tiff(folder.resolve("IMAGERY.TIF"), 5, WHOLE, 4);
    StringBuilder bands = new StringBuilder();
    String[] order = {"XS3", "XS2", "XS1", "SWIR"};
    double[] gains = {1.5, 2.5, 2, 8};
    // listed by wavelength, not by place in the file
    for (int index : new int[] {3, 2, 1, 4}) {
      bands.append(
          """
          <Spectral_Band_Info><BAND_INDEX>%d</BAND_INDEX><BAND_DESCRIPTION>%s</BAND_DESCRIPTION>
          <PHYSICAL_UNIT>equivalent radiance (W.m-2.Sr-1.um-1)</PHYSICAL_UNIT>
          <PHYSICAL_GAIN>%s</PHYSICAL_GAIN><PHYSICAL_BIAS>0.25</PHYSICAL_BIAS>
          </Spectral_Band_Info>
          """
              .formatted(index, order[index - 1], gains[index - 1]));
    }
    return write(
        folder.resolve("METADATA.DIM"),
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <Dimap_Document>
        <Metadata_Id><METADATA_FORMAT version="1.1">DIMAP</METADATA_FORMAT>
        <METADATA_PROFILE>SPOTSCENE_2A</METADATA_PROFILE></Metadata_Id>
        <Dataset_Id><DATASET_NAME>SCENE 5 160-229 04/07/09 07:12:30 1 J</DATASET_NAME></Dataset_Id>
        <Dataset_Frame>%s</Dataset_Frame>
        <Coordinate_Reference_System><Horizontal_CS>
        <HORIZONTAL_CS_CODE>epsg:32637</HORIZONTAL_CS_CODE></Horizontal_CS>
        </Coordinate_Reference_System>
        <Geoposition><Geoposition_Insert><ULXMAP>589035</ULXMAP><ULYMAP>756165</ULYMAP>
        <XDIM>30</XDIM><YDIM>30</YDIM></Geoposition_Insert></Geoposition>
        <Data_Processing><PROCESSING_LEVEL>2A</PROCESSING_LEVEL></Data_Processing>
        <Raster_Dimensions><NCOLS>37</NCOLS><NROWS>26</NROWS><NBANDS>4</NBANDS></Raster_Dimensions>
        <Data_Access><Data_File><DATA_FILE_PATH href="IMAGERY.TIF"/></Data_File></Data_Access>
        <Image_Display><Special_Value><SPECIAL_VALUE_INDEX>0</SPECIAL_VALUE_INDEX>
        <SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT></Special_Value></Image_Display>
        <Dataset_Sources><Source_Information><Scene_Source>
        <IMAGING_DATE>2004-07-09</IMAGING_DATE><IMAGING_TIME>07:12:30</IMAGING_TIME>
        <MISSION>SPOT</MISSION><MISSION_INDEX>5</MISSION_INDEX>
        <INSTRUMENT>HRG</INSTRUMENT><INSTRUMENT_INDEX>1</INSTRUMENT_INDEX>
        <INCIDENCE_ANGLE>-12.5</INCIDENCE_ANGLE><VIEWING_ANGLE>-11</VIEWING_ANGLE>
        <SUN_AZIMUTH>60.5</SUN_AZIMUTH><SUN_ELEVATION>55</SUN_ELEVATION>
        <THEORETICAL_RESOLUTION>10</THEORETICAL_RESOLUTION>
        </Scene_Source></Source_Information></Dataset_Sources>
        <Image_Interpretation>%s</Image_Interpretation>
        </Dimap_Document>
        """
            .formatted(vertices("FRAME_LON", "FRAME_LAT"), bands));
  }

  private static void tiff(Path file, int seed, Grid grid, int bands) {
    BandInfo[] infos = new BandInfo[bands];
    java.util.Arrays.fill(infos, BandInfo.of("", PixelType.UINT16));
    TestTiff.write(file, seed, grid, Map.of(), infos);
  }

  private static String tiling(String rows, String cols) {
    return ("<Tile_Set><NTILES>4</NTILES><Regular_Tiling>"
            + "<NTILES_SIZE nrows=\"%s\" ncols=\"%s\"/></Regular_Tiling></Tile_Set>")
        .formatted(rows, cols);
  }

  /** The corners of the image, nearly. */
  private static String vertices(String lon, String lat) {
    double[] box = WHOLE.lonLatBounds().bbox();
    double[][] corners = {{box[0], box[3]}, {box[2], box[3]}, {box[2], box[1]}, {box[0], box[1]}};
    StringBuilder text = new StringBuilder();
    for (double[] corner : corners) {
      text.append(
          "<Vertex><%s>%s</%s><%s>%s</%s></Vertex>"
              .formatted(lon, corner[0], lon, lat, corner[1], lat));
    }
    return text.toString();
  }

  private static String version2(
      String mission,
      String index,
      String profile,
      String level,
      String spectral,
      String radiometry,
      String dataFiles,
      int bands,
      String tiles,
      String geoposition) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Dimap_Document>
    <Metadata_Identification><METADATA_FORMAT version="2.15">DIMAP</METADATA_FORMAT>
    <METADATA_PROFILE>%s</METADATA_PROFILE></Metadata_Identification>
    <Dataset_Content><CLOUD_COVERAGE unit="percent">7</CLOUD_COVERAGE>
    <Dataset_Extent>%s</Dataset_Extent></Dataset_Content>
    %s
    <Processing_Information><Product_Settings><PROCESSING_LEVEL>%s</PROCESSING_LEVEL>
    <SPECTRAL_PROCESSING>%s</SPECTRAL_PROCESSING><Radiometric_Settings>
    <RADIOMETRIC_PROCESSING>%s</RADIOMETRIC_PROCESSING></Radiometric_Settings>
    </Product_Settings></Processing_Information>
    <Raster_Data><Data_Access>%s</Data_Access>
    <Raster_Dimensions><NROWS>26</NROWS><NCOLS>37</NCOLS><NBANDS>%d</NBANDS>%s</Raster_Dimensions>
    <Raster_Display><Band_Display_Order><RED_CHANNEL>B2</RED_CHANNEL>
    <GREEN_CHANNEL>B1</GREEN_CHANNEL><BLUE_CHANNEL>B0</BLUE_CHANNEL></Band_Display_Order>
    <Special_Value><SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT>
    <SPECIAL_VALUE_COUNT>0</SPECIAL_VALUE_COUNT></Special_Value></Raster_Display></Raster_Data>
    <Radiometric_Data><Radiometric_Calibration><Instrument_Calibration>
    <Band_Measurement_List>%s</Band_Measurement_List></Instrument_Calibration>
    </Radiometric_Calibration></Radiometric_Data>
    <Geometric_Data><Use_Area>
    <Located_Geometric_Values><LOCATION_TYPE>Top Center</LOCATION_TYPE>
    <TIME>2013-08-05T10:42:19.000Z</TIME></Located_Geometric_Values>
    <Located_Geometric_Values><LOCATION_TYPE>Center</LOCATION_TYPE>
    <TIME>2013-08-05T10:42:20.500Z</TIME>
    <Acquisition_Angles><AZIMUTH_ANGLE>180</AZIMUTH_ANGLE>
    <VIEWING_ANGLE>10</VIEWING_ANGLE><INCIDENCE_ANGLE>11.5</INCIDENCE_ANGLE>
    <INCIDENCE_ANGLE_ALONG_TRACK>0</INCIDENCE_ANGLE_ALONG_TRACK>
    <INCIDENCE_ANGLE_ACROSS_TRACK>11.5</INCIDENCE_ANGLE_ACROSS_TRACK></Acquisition_Angles>
    <Solar_Incidences><SUN_AZIMUTH>150</SUN_AZIMUTH><SUN_ELEVATION>30</SUN_ELEVATION>
    </Solar_Incidences>
    <Ground_Sample_Distance><GSD_ACROSS_TRACK>0.8</GSD_ACROSS_TRACK>
    <GSD_ALONG_TRACK>0.5</GSD_ALONG_TRACK></Ground_Sample_Distance></Located_Geometric_Values>
    <Located_Geometric_Values><LOCATION_TYPE>Bottom Center</LOCATION_TYPE>
    <TIME>2013-08-05T10:42:22.000Z</TIME></Located_Geometric_Values>
    </Use_Area></Geometric_Data>
    <Dataset_Sources><Source_Identification><Strip_Source><MISSION>%s</MISSION>
    <MISSION_INDEX>%s</MISSION_INDEX><INSTRUMENT>%s</INSTRUMENT>
    <INSTRUMENT_INDEX>%s</INSTRUMENT_INDEX><IMAGING_DATE>2013-08-05</IMAGING_DATE>
    <IMAGING_TIME>10:42:19.0</IMAGING_TIME></Strip_Source></Source_Identification>
    </Dataset_Sources>
    </Dimap_Document>
    """
        .formatted(
            profile,
            vertices("LON", "LAT"),
            geoposition,
            level,
            spectral,
            radiometry,
            dataFiles,
            bands,
            tiles,
            measurements(bands),
            mission,
            index,
            mission,
            index);
  }

  /** By wavelength, the blue band first; the panchromatic one where there is one band. */
  private static String measurements(int bands) {
    if (bands == 6) {
      return "";
    }
    String[] ids = bands == 1 ? new String[] {"P"} : new String[] {"B0", "B1", "B2", "B3"};
    double[][] ranges = {{0.43, 0.55}, {0.5, 0.62}, {0.59, 0.71}, {0.74, 0.94}};
    double[] gains = {8, 10, 12.5, 16};
    double[] irradiances = {1900, 1800, 1600, 1000};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      String id = "<BAND_ID>" + ids[i] + "</BAND_ID>";
      double[] range = bands == 1 ? new double[] {0.47, 0.83} : ranges[i];
      text.append(
          """
          <Band_Radiance>%s<GAIN>%s</GAIN><BIAS>0.5</BIAS></Band_Radiance>
          <Band_Reflectance>%s<GAIN>10000</GAIN><BIAS>0</BIAS></Band_Reflectance>
          <Band_Spectral_Range>%s<MEASURE_UNIT>micrometers</MEASURE_UNIT><MIN>%s</MIN><MAX>%s</MAX>
          </Band_Spectral_Range>
          <Band_Solar_Irradiance>%s<VALUE>%s</VALUE></Band_Solar_Irradiance>
          """
              .formatted(id, gains[i], id, id, range[0], range[1], id, irradiances[i]));
    }
    return text.toString();
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
