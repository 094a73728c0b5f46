package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.runtime.format.FormatKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a path's name says: its format, its compression, and which files it stands for. */
final class FileNames {
  private static final String GZIP = ".gz";
  private static final int MAX_DEPTH = 32;

  private FileNames() {}

  static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  private static String uncompressed(String name) {
    String lower = withoutTrailingWildcard(name.toLowerCase(Locale.ROOT));
    return isGzip(lower) ? lower.substring(0, lower.length() - GZIP.length()) : lower;
  }

  /** {@code *.csv*} means csv files, compressed and not. */
  private static String withoutTrailingWildcard(String name) {
    return name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
  }

  /** The format that the extension of a file or glob stands for. */
  static Optional<FormatKind> format(String path) {
    String name = uncompressed(path);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv" -> Optional.of(FormatKind.CSV);
      case "json", "jsonl", "ndjson" -> Optional.of(FormatKind.JSON);
      case "txt", "log" -> Optional.of(FormatKind.TEXT);
      default -> Optional.empty();
    };
  }

  /** Whether the values of a file are separated by tabs where nothing else is written. */
  static boolean isTabSeparated(String path) {
    return uncompressed(path).endsWith(".tsv");
  }

  static boolean isGlob(Path path) {
    String text = path.toString();
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  /**
   * The files that a path stands for, by name: itself; a folder's files, without those of its
   * sub-folders; those that match a glob, where {@code **} also crosses folders. Names that begin
   * with a dot or an underscore are not meant: they are unfinished files.
   *
   * @throws FileNotFoundException if there is none
   */
  static List<Path> list(Path path, ConnectorPolicy policy) throws IOException {
    if (Files.isRegularFile(path)) {
      FilePaths.checkedRealPath(path, policy);
      return List.of(path);
    }
    boolean folder = Files.isDirectory(path);
    if (!folder && !isGlob(path)) {
      throw new FileNotFoundException("there is no '" + path + "' on this machine");
    }
    Path root = folder ? path : folderOf(path);
    FilePaths.checkedRealPath(root, policy);
    PathMatcher matcher =
        folder ? file -> true : FileSystems.getDefault().getPathMatcher("glob:" + path);
    int depth = folder ? 1 : depth(root, path);
    try (Stream<Path> files = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          files
              .filter(file -> isVisible(root.relativize(file)) && matcher.matches(file))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new FileNotFoundException(
            folder ? "there is no file in '" + path + "'" : "no file matches '" + path + "'");
      }
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The deepest folder above all wildcards. */
  private static Path folderOf(Path glob) {
    Path folder = glob;
    while (isGlob(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static int depth(Path root, Path glob) {
    return glob.toString().contains("**") ? MAX_DEPTH : glob.getNameCount() - root.getNameCount();
  }

  private static boolean isVisible(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }
}
