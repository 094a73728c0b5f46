package io.dataflow.service.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The numbered DDL files of this build. */
final class SchemaFiles {
  private static final List<String> NAMES = List.of("001-journal.cql");

  private SchemaFiles() {}

  /**
   * @param text with placeholders for the keyspaces; statements end with a semicolon, comments are
   *     lines of their own
   */
  record SchemaFile(int version, String name, String text) {

    List<String> statements(CassandraSettings settings) {
      String cql =
          text.lines()
              .filter(line -> !line.startsWith("--"))
              .collect(Collectors.joining("\n"))
              .replace("${journal}", settings.journalKeyspace())
              .replace("${snapshot}", settings.snapshotKeyspace());
      return Arrays.stream(cql.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /** Of what is executed: a comment may be mended. */
    String checksum() {
      String executed =
          text.lines()
              .filter(line -> !line.startsWith("--"))
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n"));
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(executed.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** In order of their numbers, from 1. */
  static List<SchemaFile> all() {
    return NAMES.stream().map(SchemaFiles::read).toList();
  }

  private static SchemaFile read(String name) {
    try (InputStream in = SchemaFiles.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SchemaFile(Integer.parseInt(name.substring(0, 3)), name, text);
    } catch (IOException e) {
      throw new UncheckedIOException("schema file " + name + " is missing in this build", e);
    }
  }
}
