package io.dataflow.launcher.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole folders. */
final class Folders {

  private Folders() {}

  /** Makes the target hold exactly the source's files, by hard links where the disk allows. */
  static void mirror(Path source, Path target) throws IOException {
    delete(target);
    Files.createDirectories(target);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
      for (Path file : files) {
        Path copy = target.resolve(file.getFileName());
        try {
          Files.createLink(copy, file);
        } catch (UnsupportedOperationException | IOException otherDisk) {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Deletes the folder with all it holds; links are not followed. Nothing happens without it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
