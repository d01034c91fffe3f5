// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

/**
 * A Sentinel-2 product of a few pixels in the folders, under the names and with the elements that
 * the Products Specification Document gives, as far as they matter. Its pixels: reflectance samples
 * of band n are 1000 n + column; the scene classification is 4, with 9 in its first row.
 */
final class TestSentinel2 {

  static final String TILE = "37NCE";
  static final Grid GRID_10 = grid(10, 120);
  static final Grid GRID_20 = grid(20, 60);
  static final Grid GRID_60 = grid(60, 20);

  private static final List<String> BANDS =
      List.of(
          "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11",
          "B12");
  private static final List<Integer> RESOLUTIONS =
      List.of(60, 10, 10, 10, 20, 20, 20, 10, 20, 60, 60, 20, 20);

  final String level;
  final String baseline;
  final String day;

  /** Bytes by name from the {@code .SAFE} folder on. */
  final Map<String, byte[]> files = new LinkedHashMap<>();

  private TestSentinel2(String level, String baseline, String day) {
    this.level = level;
    this.baseline = baseline;
    this.day = day;
  }

  private static Grid grid(int resolution, int size) {
    return new Grid(
        Crs.ofEpsg(32637), Affine.northUp(300_000, 800_040, resolution, resolution), size, size);
  }

  /** Level 2A of a day as 20230115, with a manifest. */
  static TestSentinel2 l2a(String baseline, String day) {
    TestSentinel2 product = new TestSentinel2("L2A", baseline, day);
    for (int i = 0; i < BANDS.size(); i++) {
      String band = BANDS.get(i);
      if (band.equals("B10")) {
        continue;
      }
      for (int resolution : List.of(10, 20, 60)) {
        if (resolution >= RESOLUTIONS.get(i)) {
          product.image("R" + resolution + "m/", band, "_" + resolution + "m", i + 1, resolution);
        }
      }
    }
    product.put(
        product.imageFolder() + "R20m/" + product.stem() + "_SCL_20m.jp2",
        TestJp2.of("scl", GRID_20, PixelType.UINT8, 1, (x, y) -> y == 0 ? 9 : 4));
    for (String kind : List.of("AOT", "WVP")) {
      product.put(
          product.imageFolder() + "R10m/" + product.stem() + "_" + kind + "_10m.jp2",
          TestJp2.of(kind, GRID_10, PixelType.UINT16, 1, (x, y) -> 250));
    }
    product.put(
        product.imageFolder() + "R10m/" + product.stem() + "_TCI_10m.jp2",
        TestJp2.of("tci", GRID_10, PixelType.UINT8, 3, (x, y) -> 1 + x));
    return product.finished();
  }

  static TestSentinel2 l1c(String baseline, String day, boolean cloudLayer) {
    TestSentinel2 product = new TestSentinel2("L1C", baseline, day);
    for (int i = 0; i < BANDS.size(); i++) {
      product.image("", BANDS.get(i), "", i + 1, RESOLUTIONS.get(i));
    }
    product.put(
        product.imageFolder() + product.stem() + "_TCI.jp2",
        TestJp2.of("tci", GRID_10, PixelType.UINT8, 3, (x, y) -> 1 + x));
    if (cloudLayer) {
      product.put(
          product.granule() + "QI_DATA/MSK_CLASSI_B00.jp2",
          TestJp2.of("clouds", GRID_60, PixelType.UINT8, 3, (x, y) -> y == 0 ? 1 : 0));
    } else {
      product.put(product.granule() + "QI_DATA/MSK_CLOUDS_B00.gml", bytes("<eop:Mask/>"));
    }
    return product.finished();
  }

  private TestSentinel2 finished() {
    put(
        granule() + "QI_DATA/" + stem() + "_PVI.jp2",
        TestJp2.of("pvi", GRID_60, PixelType.UINT8, 3, (x, y) -> 1 + x));
    put(name() + "-ql.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9});
    put("MTD_MSI" + level + ".xml", bytes(productXml()));
    put(granule() + "MTD_TL.xml", bytes(tileXml()));
    files.put("manifest.safe", bytes(manifest()));
    return this;
  }

  /**
   * Level 1C under the names of before December 2016: two tiles in a product, of the same pixels.
   *
   * @return the files; the product is {@code S2B_OPER_PRD_MSIL1C_PDMC_...}
   */
  static Map<String, byte[]> withOldNames() {
    TestSentinel2 compact = l1c("02.04", "20160905", false);
    Map<String, byte[]> files = new LinkedHashMap<>();
    StringBuilder granules = new StringBuilder();
    for (String tile : List.of(TILE, "37NCF")) {
      String id = "S2B_OPER_MSI_L1C_TL_SGS__20160905T103000_A030651_T" + tile;
      String folder = "GRANULE/" + id + "_N02.04/";
      granules
          .append("<Granule_List><Granules granuleIdentifier=\"")
          .append(id)
          .append("_N02.04\">");
      compact.files.forEach((file, content) -> {
        if (file.startsWith(compact.imageFolder()) && !file.contains("TCI")) {
          String image = id + file.substring(file.length() - 8, file.length() - 4);
          files.put(folder + "IMG_DATA/" + image + ".jp2", content);
          granules.append("<IMAGE_ID>").append(image).append("</IMAGE_ID>");
        }
      });
      granules.append("</Granules></Granule_List>");
      files.put(
          folder + id.replace("_MSI_", "_MTD_") + ".xml",
          bytes(
              text(compact.files, compact.granule() + "MTD_TL.xml")
                  .replaceFirst("(<TILE_ID [^>]*>)[^<]*", "$1" + id + "_N02.04")));
    }
    files.put(
        "S2B_OPER_MTD_SAFL1C_PDMC_20160905T103000_R092_V20160905T074219.xml",
        bytes(
            text(compact.files, "MTD_MSIL1C.xml")
                .replaceFirst("(?s)<Granule_List>.*</Granule_List>", granules.toString())));
    return files;
  }

  static String text(Map<String, byte[]> files, String name) {
    return new String(
        java.util.Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8);
  }

  private void put(String file, byte[] content) {
    files.put(file, content);
  }

  private void image(String folder, String band, String ending, int number, int resolution) {
    Grid grid = resolution == 10 ? GRID_10 : resolution == 20 ? GRID_20 : GRID_60;
    put(
        imageFolder() + folder + stem() + "_" + band + ending + ".jp2",
        TestJp2.of(band, grid, PixelType.UINT16, 1, (x, y) -> 1000 * number + x));
  }

  String name() {
    return "S2B_MSI%s_%sT074219_N%s_R092_T%s_%sT103000"
        .formatted(level, day, baseline.replace(".", ""), TILE, day);
  }

  String granule() {
    return "GRANULE/%s_T%s_A030651_%sT075012/".formatted(level, TILE, day);
  }

  String imageFolder() {
    return granule() + "IMG_DATA/";
  }

  String stem() {
    return "T" + TILE + "_" + day + "T074219";
  }

  String dashedDay() {
    return day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
  }

  private String productXml() {
    boolean l1c = level.equals("L1C");
    StringBuilder images = new StringBuilder();
    files.keySet().stream()
        .filter(file -> file.contains("/IMG_DATA/"))
        .forEach(file ->
            images
                .append("<IMAGE_FILE>")
                .append(file, 0, file.length() - 4)
                .append("</IMAGE_FILE>\n"));
    StringBuilder offsets = new StringBuilder();
    StringBuilder spectral = new StringBuilder();
    for (int i = 0; i < BANDS.size(); i++) {
      String element = l1c ? "RADIO_ADD_OFFSET" : "BOA_ADD_OFFSET";
      offsets.append("<%s band_id=\"%d\">-1000</%s>%n".formatted(element, i, element));
      spectral.append(
          """
          <Spectral_Information bandId="%d" physicalBand="%s">
            <RESOLUTION>%d</RESOLUTION>
            <Wavelength><MIN unit="nm">400</MIN><MAX unit="nm">2300</MAX>
              <CENTRAL unit="nm">%d.9</CENTRAL></Wavelength>
          </Spectral_Information>
          """
              .formatted(i, BANDS.get(i).replace("B0", "B"), RESOLUTIONS.get(i), 440 + 100 * i));
    }
    String list = l1c ? "Radiometric_Offset_List" : "BOA_ADD_OFFSET_VALUES_LIST";
    String offsetList =
        Double.parseDouble(baseline) < 4 ? "" : "<" + list + ">" + offsets + "</" + list + ">";
    String quantification =
        l1c
            ? "<QUANTIFICATION_VALUE unit=\"none\">10000</QUANTIFICATION_VALUE>"
            : """
            <QUANTIFICATION_VALUES_LIST>
              <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
              <AOT_QUANTIFICATION_VALUE unit="none">1000.0</AOT_QUANTIFICATION_VALUE>
              <WVP_QUANTIFICATION_VALUE unit="cm">1000.0</WVP_QUANTIFICATION_VALUE>
            </QUANTIFICATION_VALUES_LIST>\
            """;
    return """
    <?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <n1:Level-%1$s_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-%1$s.xsd">
      <n1:General_Info>
        <Product_Info>
          <PRODUCT_START_TIME>%2$sT07:42:19.024Z</PRODUCT_START_TIME>
          <PRODUCT_STOP_TIME>%2$sT07:42:19.024Z</PRODUCT_STOP_TIME>
          <PRODUCT_URI>%3$s.SAFE</PRODUCT_URI>
          <PROCESSING_LEVEL>Level-%1$s</PROCESSING_LEVEL>
          <PRODUCT_TYPE>S2MSI%1$s</PRODUCT_TYPE>
          <PROCESSING_BASELINE>%4$s</PROCESSING_BASELINE>
          <GENERATION_TIME>%2$sT10:30:00.000000Z</GENERATION_TIME>
          <Datatake datatakeIdentifier="GS2B_%5$sT074219_030651_N%4$s">
            <SPACECRAFT_NAME>Sentinel-2B</SPACECRAFT_NAME>
            <DATATAKE_TYPE>INS-NOBS</DATATAKE_TYPE>
            <DATATAKE_SENSING_START>%2$sT07:42:19.024Z</DATATAKE_SENSING_START>
            <SENSING_ORBIT_NUMBER>92</SENSING_ORBIT_NUMBER>
            <SENSING_ORBIT_DIRECTION>DESCENDING</SENSING_ORBIT_DIRECTION>
          </Datatake>
          <Product_Organisation><Granule_List>
            <Granule granuleIdentifier="S2B_OPER_MSI_%1$s_TL_2BPS_%5$sT103000_A030651_T%6$s_N%4$s" imageFormat="JPEG2000">
    %7$s        </Granule>
          </Granule_List></Product_Organisation>
        </Product_Info>
        <Product_Image_Characteristics>
          %8$s
          %9$s
          <Reflectance_Conversion><U>0.9823220767953</U></Reflectance_Conversion>
          <Spectral_Information_List>
    %10$s      </Spectral_Information_List>
        </Product_Image_Characteristics>
      </n1:General_Info>
      <n1:Geometric_Info>
        <Product_Footprint><Product_Footprint><Global_Footprint>
          <EXT_POS_LIST>7.234 37.1887 7.234 37.1994 7.224 37.1994 7.224 37.1887 7.234 37.1887 </EXT_POS_LIST>
        </Global_Footprint></Product_Footprint></Product_Footprint>
      </n1:Geometric_Info>
      <n1:Quality_Indicators_Info>
        <Cloud_Coverage_Assessment>15.047897000000003</Cloud_Coverage_Assessment>
        <Image_Content_QI>
          <NODATA_PIXEL_PERCENTAGE>7.0E-6</NODATA_PIXEL_PERCENTAGE>
          <SNOW_ICE_PERCENTAGE>0.25</SNOW_ICE_PERCENTAGE>
        </Image_Content_QI>
      </n1:Quality_Indicators_Info>
    </n1:Level-%1$s_User_Product>
    """
        .formatted(
            level.substring(1),
            dashedDay(),
            name(),
            baseline,
            day,
            TILE,
            images,
            quantification,
            offsetList,
            spectral);
  }

  private String tileXml() {
    StringBuilder geocoding = new StringBuilder();
    for (Grid grid : List.of(GRID_10, GRID_20, GRID_60)) {
      int size = (int) grid.pixelWidth();
      geocoding.append(
          """
                <Size resolution="%1$d"><NROWS>%2$d</NROWS><NCOLS>%2$d</NCOLS></Size>
                <Geoposition resolution="%1$d">
                  <ULX>300000</ULX><ULY>800040</ULY><XDIM>%1$d</XDIM><YDIM>-%1$d</YDIM>
                </Geoposition>
          """
              .formatted(size, grid.width()));
    }
    return """
    <?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <n1:Level-%1$s_Tile_ID xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/S2_PDI_Level-%1$s_Tile_Metadata.xsd">
      <n1:General_Info>
        <TILE_ID metadataLevel="Brief">S2B_OPER_MSI_L%1$s_TL_2BPS_%3$sT103000_A030651_T%4$s_N%5$s</TILE_ID>
        <DATASTRIP_ID metadataLevel="Standard">S2B_OPER_MSI_L%1$s_DS_2BPS_%3$sT103000_S%3$sT075012_N%5$s</DATASTRIP_ID>
        <SENSING_TIME metadataLevel="Standard">%2$sT07:56:18.394Z</SENSING_TIME>
      </n1:General_Info>
      <n1:Geometric_Info>
        <Tile_Geocoding metadataLevel="Brief">
          <HORIZONTAL_CS_NAME>WGS84 / UTM zone 37N</HORIZONTAL_CS_NAME>
          <HORIZONTAL_CS_CODE>EPSG:32637</HORIZONTAL_CS_CODE>
    %6$s    </Tile_Geocoding>
        <Tile_Angles metadataLevel="Standard">
          <Mean_Sun_Angle>
            <ZENITH_ANGLE unit="deg">31.5</ZENITH_ANGLE>
            <AZIMUTH_ANGLE unit="deg">121.5</AZIMUTH_ANGLE>
          </Mean_Sun_Angle>
          <Mean_Viewing_Incidence_Angle_List>
            <Mean_Viewing_Incidence_Angle bandId="0">
              <ZENITH_ANGLE unit="deg">8.0</ZENITH_ANGLE>
              <AZIMUTH_ANGLE unit="deg">359.0</AZIMUTH_ANGLE>
            </Mean_Viewing_Incidence_Angle>
            <Mean_Viewing_Incidence_Angle bandId="1">
              <ZENITH_ANGLE unit="deg">9.0</ZENITH_ANGLE>
              <AZIMUTH_ANGLE unit="deg">3.0</AZIMUTH_ANGLE>
            </Mean_Viewing_Incidence_Angle>
            <Mean_Viewing_Incidence_Angle bandId="2">
              <ZENITH_ANGLE unit="deg">NaN</ZENITH_ANGLE>
              <AZIMUTH_ANGLE unit="deg">NaN</AZIMUTH_ANGLE>
            </Mean_Viewing_Incidence_Angle>
          </Mean_Viewing_Incidence_Angle_List>
        </Tile_Angles>
      </n1:Geometric_Info>
    </n1:Level-%1$s_Tile_ID>
    """
        .formatted(level.substring(1), dashedDay(), day, TILE, baseline, geocoding);
  }

  private String manifest() {
    StringBuilder objects = new StringBuilder();
    files.forEach((file, content) ->
        objects.append(
            """
                <dataObject ID="x"><byteStream mimeType="application/octet-stream" size="%d">
                  <fileLocation locatorType="URL" href="./%s"/>
                  <checksum checksumName="MD5">%s</checksum>
                </byteStream></dataObject>
            """
                .formatted(content.length, file, md5(content))));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <xfdu:XFDU xmlns:xfdu="urn:ccsds:schema:xfdu:1" version="esa/safe/sentinel/1.1/sentinel-2/msi/archive_l2a_user_product">
      <dataObjectSection>
    %s  </dataObjectSection>
    </xfdu:XFDU>
    """
        .formatted(objects);
  }

  static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes {@code NAME.SAFE} into a folder. */
  Path folderIn(Path parent) throws IOException {
    return folder(parent, name(), files);
  }

  /** Writes {@code NAME.SAFE.zip} into a folder: images stored, text deflated. */
  Path zipIn(Path parent) throws IOException {
    return zip(parent, name(), files);
  }

  static Path folder(Path parent, String name, Map<String, byte[]> files) throws IOException {
    Path root = parent.resolve(name + ".SAFE");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(FileSet.folder(path));
      Files.write(path, file.getValue());
    }
    return root;
  }

  static Path zip(Path parent, String name, Map<String, byte[]> files) throws IOException {
    Path zip = Files.createDirectories(parent).resolve(name + ".SAFE.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(name + ".SAFE/" + file.getKey());
        if (!file.getKey().endsWith(".xml")) {
          CRC32 crc = new CRC32();
          crc.update(file.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(file.getValue().length);
          entry.setCrc(crc.getValue());
        }
        archive.putNextEntry(entry);
        archive.write(file.getValue());
        archive.closeEntry();
      }
    }
    return zip;
  }
}
