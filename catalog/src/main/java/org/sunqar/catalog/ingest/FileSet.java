// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of an import that no adapter has claimed yet, in the order of the paths given and, in a
 * folder, of the names.
 *
 * <p>Folders are walked to the bottom, through symbolic links too; a link back into a folder that
 * is being walked is passed over. Hidden files and folders, and {@code *.tmp}, are passed over. A
 * {@code *.SAFE} folder is one product and is not walked: such a folder may have hundreds of files.
 * Nothing is opened.
 */
final class FileSet {

  private final Set<Path> files = new LinkedHashSet<>();

  /** Folders that are a product each; their files are not listed. */
  private final Set<Path> products = new LinkedHashSet<>();

  /** The files of a folder by lower-case name, for as long as they were scanned. */
  private final Map<Path, Map<String, Path>> folders = new LinkedHashMap<>();

  private final List<Outcome> rejected = new ArrayList<>();

  /** Finds the files of paths, each a file or a folder. */
  static FileSet scan(List<Path> paths) {
    FileSet set = new FileSet();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        set.walk(path);
      } else if (Files.exists(path)) {
        set.files.add(path);
      } else {
        set.rejected.add(Outcome.rejected(path, "there is no such file or folder"));
      }
    }
    return set;
  }

  /** What could not be scanned. */
  List<Outcome> rejected() {
    return rejected;
  }

  /** Files whose lower-case name ends in one of these and that are not claimed yet. */
  List<Path> endingIn(String... endings) {
    return files.stream()
        .filter(file -> {
          String name = name(file).toLowerCase(Locale.ROOT);
          for (String ending : endings) {
            if (name.endsWith(ending)) {
              return true;
            }
          }
          return false;
        })
        .toList();
  }

  void claim(Path file) {
    files.remove(file);
  }

  /** All files below a folder; as many as are there when some go away meanwhile. */
  static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(folder);
    }
  }

  /** The {@code *.SAFE} folders, as they were found; their files are in no other list. */
  Set<Path> products() {
    return Collections.unmodifiableSet(products);
  }

  /** All files that no adapter wanted, among them those given by name. */
  List<Path> rest() {
    return List.copyOf(files);
  }

  /** The file of a name beside another one, in any case, whether it was scanned or not. */
  Optional<Path> beside(Path file, String wanted) {
    Path folder = folder(file);
    Map<String, Path> names = folders.computeIfAbsent(folder, FileSet::list);
    Path exact = folder.resolve(wanted);
    if (names.containsValue(exact)) {
      return Optional.of(exact);
    }
    return Optional.ofNullable(names.get(wanted.toLowerCase(Locale.ROOT)));
  }

  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The name without its last ending. */
  static String stem(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static Map<String, Path> list(Path folder) {
    Map<String, Path> names = new LinkedHashMap<>();
    try (var entries = Files.list(folder)) {
      entries
          .sorted()
          .forEach(entry ->
              names.putIfAbsent(name(entry).toLowerCase(Locale.ROOT), folder.resolve(name(entry))));
    } catch (IOException e) {
      return names;
    }
    return names;
  }

  /** Whether a folder is a product; a SAFE folder in another of its name is the product itself. */
  private static boolean isProduct(Path folder) {
    return isSafe(folder)
        && list(folder).values().stream().noneMatch(f -> isSafe(f) && Files.isDirectory(f));
  }

  private static boolean isSafe(Path folder) {
    return name(folder).toUpperCase(Locale.ROOT).endsWith(".SAFE");
  }

  private void walk(Path root) {
    TreeSet<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (!folder.equals(root) && name(folder).startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              if (isProduct(folder)) {
                products.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = name(file).toLowerCase(Locale.ROOT);
              if (attributes.isRegularFile()
                  && !name.startsWith(".")
                  && (name.endsWith(".tif")
                      || name.endsWith(".tiff")
                      || name.endsWith(".jp2")
                      || name.endsWith("_mtl.txt")
                      || DimapProducts.isMetadata(name)
                      || RapidEyeProducts.isMetadata(name)
                      || SafeProducts.isArchive(name))) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              if (!(e instanceof java.nio.file.FileSystemLoopException)) {
                rejected.add(Outcome.rejected(file, "cannot be read: " + e));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      rejected.add(Outcome.rejected(root, "cannot be read: " + e));
    }
    files.addAll(found);
  }
}
