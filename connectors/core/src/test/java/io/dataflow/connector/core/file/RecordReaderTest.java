package io.dataflow.connector.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.CsvDialect;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              new Field("a", FieldType.of(ScalarKind.STRING)),
              new Field("b", FieldType.of(ScalarKind.INT))));
  private static final RecordFormat CSV = RecordFormat.csv(CsvDialect.RFC_4180);
  private static final int MAX = 1000;

  @TempDir Path folder;

  /** Rows as {@code a|b}, bad ones as {@code line: raw: message}. */
  static Stream<Arguments> contents() {
    String header = "a,b\n";
    return Stream.of(
        Arguments.of("nothing", "", List.of()),
        Arguments.of("header alone", header, List.of()),
        Arguments.of("header without line break", "a,b", List.of()),
        Arguments.of("line breaks mixed", "a,b\r\nx,1\ny,2\r\nz,3", List.of("x|1", "y|2", "z|3")),
        Arguments.of("byte order mark", "\uFEFFa,b\nx,1\n", List.of("x|1")),
        Arguments.of("columns in another order", "b,c,a\n1,2,x\n", List.of("x|1")),
        Arguments.of("blank lines", "a,b\n\nx,1\n\r\n \ny,2\n\n", List.of("x|1", "y|2")),
        Arguments.of("null and empty", "a,b\n,\n\"\",1\n", List.of("null|null", "|1")),
        Arguments.of(
            "quoted line breaks count as lines",
            "a,b\n\"x\ny\",1\nz,q\n",
            List.of("x\ny|1", "4: z,q: 'q' is no INT (field b)")),
        Arguments.of(
            "ragged",
            "a,b\nx\ny,1,2\nz,3\n",
            List.of(
                "2: x: the record has 1 value, the columns are 2",
                "3: y,1,2: the record has 3 values, the columns are 2",
                "z|3")),
        Arguments.of(
            "a quote that is never closed spoils its line",
            "a,b\n\"x,1\ny,2\nz,3",
            List.of(
                "2: \"x,1: a quote opens in this line and is not closed up to the end of the file",
                "y|2",
                "z|3")),
        Arguments.of(
            "a quote that is closed too late spoils its line",
            "a,b\n\"x,1\n" + "y,2\n".repeat(400) + "\",3\n",
            Stream.concat(
                    Stream.of(
                        "2: \"x,1: the record is longer than 1000 bytes (option max-line-length)"),
                    Stream.concat(
                        java.util.Collections.nCopies(400, "y|2").stream(),
                        Stream.of(
                            "403: \",3: a quote opens in this line and is not closed up to the end"
                                + " of the file")))
                .toList()),
        Arguments.of(
            "a long line",
            "a,b\n" + "x".repeat(200_000) + ",1\ny,2\n",
            List.of(
                "2: "
                    + "x".repeat(1000)
                    + ": the record is longer than 1000 bytes (option max-line-length)",
                "y|2")),
        Arguments.of(
            "a long line at the end",
            "a,b\n" + "x".repeat(200_000),
            List.of(
                "2: "
                    + "x".repeat(1000)
                    + ": the record is longer than 1000 bytes (option max-line-length)")),
        Arguments.of(
            "text behind quotes",
            "a,b\n\"x\"y,1\nz,2\n",
            List.of(
                "2: \"x\"y,1: value 1 goes on behind its closing quote (a quote within quotes is"
                    + " written twice)",
                "z|2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contents")
  void readsCsv(String name, String content, List<String> expected) throws IOException {
    assertThat(readAll(write("a.csv", content))).isEqualTo(expected);
    assertThat(readAll(write("a.csv.gz", content))).isEqualTo(expected);
  }

  /** From every position that a reader gives, reading goes on exactly behind it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("contents")
  void resumesAtEveryPosition(String name, String content, List<String> expected)
      throws IOException {
    for (String file : List.of("a.csv", "a.csv.gz")) {
      Path path = write(file, content);
      List<long[]> positions = new ArrayList<>();
      try (RecordReader reader = open(path)) {
        positions.add(new long[] {reader.offset(), reader.lines()});
        while (reader.next() != null) {
          positions.add(new long[] {reader.offset(), reader.lines()});
        }
      }
      // Four hundred equal positions teach no more than a few.
      int step = Math.max(1, positions.size() / 20);
      for (int i = 0; i < positions.size(); i += step) {
        try (RecordReader reader = open(path)) {
          reader.seek(positions.get(i)[0], positions.get(i)[1]);
          assertThat(rest(reader)).isEqualTo(expected.subList(i, expected.size()));
        }
      }
    }
  }

  @Test
  void invalidUtf8IsABadRecord() throws IOException {
    Path path = folder.resolve("a.csv");
    Files.write(path, "a,b\nx\u00ff,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(readAll(path))
        .singleElement()
        .asString()
        .endsWith("the bytes are no UTF-8 (field a)");
  }

  @Test
  void aMissingColumnIsAnError() throws IOException {
    Path path = write("a.csv", "a;b\nx;1\n");
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(DataException.class)
        .hasMessage("'" + path + "': there is no column 'a'; the header is: [a;b]");
  }

  @Test
  void twoColumnsOfOneNameAreAnError() throws IOException {
    Path path = write("a.csv", "a,b,a\n");
    assertThatThrownBy(() -> open(path))
        .hasMessageContaining("two columns of the header are called 'a'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.csv.gz"})
  void aFileThatWasReplacedByAShorterOneIsSaidToBe(String name) throws IOException {
    Path path = write(name, "a,b\nx,1\n");
    try (RecordReader reader = open(path)) {
      assertThatThrownBy(() -> reader.seek(100, 9))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ends before byte 100");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b\nx,1\n"})
  void whatIsCalledGzipAndIsNotIsSaid(String content) throws IOException {
    Path path = Files.writeString(folder.resolve("plain.csv.gz"), content);
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(IOException.class)
        .hasMessage("'" + path + "' was not compressed by gzip");
  }

  @Test
  void pathsOutsideTheRootsAreNotOpened() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path secret = write("secret.csv", "a,b\n");
    Path link = Files.createSymbolicLink(inside.resolve("link.csv"), secret);
    ConnectorPolicy policy = new ConnectorPolicy(List.of(inside.toString()));
    assertThatThrownBy(() -> RecordReader.open(link, policy, CSV, CSV.decoder(SCHEMA, SCHEMA), MAX))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is outside the folders allowed here");
    assertThatThrownBy(
            () ->
                RecordReader.open(
                    Path.of("/proc/self/environ"),
                    ConnectorPolicy.UNRESTRICTED,
                    CSV,
                    CSV.decoder(SCHEMA, SCHEMA),
                    MAX))
        .hasMessageContaining("nothing below /proc is touched");
    Path toProc = Files.createSymbolicLink(folder.resolve("p"), Path.of("/proc/self/environ"));
    assertThatThrownBy(() -> open(toProc)).hasMessageContaining("nothing below /proc is touched");
    assertThatThrownBy(() -> open(inside)).hasMessageContaining("is no regular file");
  }

  private Path write(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(path);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  private static RecordReader open(Path path) throws IOException {
    return RecordReader.open(
        path, ConnectorPolicy.UNRESTRICTED, CSV, CSV.decoder(SCHEMA, SCHEMA), MAX);
  }

  private static List<String> readAll(Path path) throws IOException {
    try (RecordReader reader = open(path)) {
      return rest(reader);
    }
  }

  private static List<String> rest(RecordReader reader) throws IOException {
    List<String> found = new ArrayList<>();
    for (Row row = reader.next(); row != null; row = reader.next()) {
      found.add(row.isBad() ? bad(row) : row.get(0) + "|" + row.get(1));
    }
    return found;
  }

  private static String bad(Row row) {
    String position = row.badRecord().position();
    return position.substring(position.indexOf("#line=") + "#line=".length())
        + ": "
        + new String(row.badRecord().raw(), StandardCharsets.UTF_8)
        + ": "
        + row.badRecord().message();
  }
}
