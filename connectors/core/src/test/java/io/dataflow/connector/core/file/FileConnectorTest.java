package io.dataflow.connector.core.file;

import static io.dataflow.connector.core.TestingContexts.findings;
import static io.dataflow.connector.core.TestingContexts.options;
import static io.dataflow.connector.core.TestingContexts.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.SamplingException;
import io.dataflow.connector.SchemaSample;
import io.dataflow.connector.core.TestingContexts;
import io.dataflow.error.Diagnostics;
import io.dataflow.record.Row;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileConnectorTest {
  private static final FileSourceConnector SOURCE = new FileSourceConnector();
  private static final FileSinkConnector SINK = new FileSinkConnector();
  private static final ConnectorPolicy POLICY = new ConnectorPolicy(List.of("/data"));

  @TempDir Path folder;

  static Stream<Arguments> sources() {
    return Stream.of(
        Arguments.of("/data/a.csv", Map.of(), List.of()),
        Arguments.of("file:///data/a.csv", Map.of(), List.of()),
        Arguments.of("file:/data/a.csv", Map.of(), List.of()),
        Arguments.of("file:///data/*.json.gz", Map.of(), List.of()),
        Arguments.of("/data/in", Map.of("format", "text"), List.of()),
        Arguments.of(
            "/data/in",
            Map.of(),
            List.of(
                "ERROR MISSING_OPTION /x/options: the name '/data/in' does not say what format the"
                    + " records have (add \"format\": one of csv, json, text)")),
        Arguments.of(
            "",
            Map.of("format", "csv"),
            List.of("ERROR INVALID_VALUE /x/connectionString: a path is needed")),
        Arguments.of(
            "a.csv",
            Map.of(),
            List.of(
                "ERROR INVALID_VALUE /x/connectionString: the path 'a.csv' is relative: service and"
                    + " task managers do not share a working directory; write an absolute path")),
        Arguments.of(
            "s3://bucket/a.csv",
            Map.of(),
            List.of(
                "ERROR INVALID_VALUE /x/connectionString: files of 's3:' are not read or written;"
                    + " write a path or file:///path")),
        Arguments.of(
            "file://host/a.csv",
            Map.of(),
            List.of(
                "ERROR INVALID_VALUE /x/connectionString: 'file://host/a.csv' is no file:///path")),
        Arguments.of(
            "/data/../etc/a.csv",
            Map.of(),
            List.of(
                "ERROR PATH_NOT_ALLOWED /x/connectionString: '/etc/a.csv' is outside the folders"
                    + " allowed here: /data")),
        Arguments.of(
            "/data/{a.csv",
            Map.of(),
            List.of(
                "ERROR INVALID_VALUE /x/connectionString: the glob cannot be read: Missing '}")),
        Arguments.of(
            "/data/a.csv",
            Map.of("delimiter", "ab"),
            List.of(
                "ERROR INVALID_OPTION /x/options: 'delimiter' is one ASCII character (or \\t), no"
                    + " letter, digit, sign or line break, not 'ab'")),
        Arguments.of(
            "/data/a.csv",
            Map.of("delimiter", "\""),
            List.of(
                "ERROR INVALID_OPTION /x/options: delimiter and quote are two ASCII characters, no"
                    + " letters, digits, signs or line breaks")),
        Arguments.of(
            "/data/a.json",
            Map.of("encoding", "ISO-8859-1"),
            List.of("ERROR INVALID_OPTION /x/options: JSON is always UTF-8; leave out 'encoding'")),
        Arguments.of(
            "/data/a.json",
            Map.of("delimiter", ";"),
            List.of(
                "WARNING OPTION_WITHOUT_EFFECT /x/options/delimiter: 'delimiter' means nothing to"
                    + " the format json (leave it out, or write \"format\": \"csv\")")),
        Arguments.of(
            "/data/a.csv",
            Map.of("max-line-length", "0"),
            List.of(
                "ERROR INVALID_OPTION /x/options/max-line-length: 'max-line-length' is between 16"
                    + " bytes and 64mb, not 0 bytes")));
  }

  @ParameterizedTest
  @MethodSource
  void sources(String path, Map<String, String> written, List<String> expected) {
    assertThat(findings(SOURCE, options(SOURCE.options(), path, written), POLICY))
        .isEqualTo(expected);
  }

  @Test
  void procIsRefusedWithoutRootsToo() {
    assertThat(
            findings(
                SOURCE,
                options(SOURCE.options(), "/proc/self/environ", Map.of("format", "text")),
                ConnectorPolicy.UNRESTRICTED))
        .containsExactly(
            "ERROR PATH_NOT_ALLOWED /x/connectionString: '/proc/self/environ' is no data: nothing"
                + " below /proc is touched");
  }

  @Test
  void batchSizeAndPollIntervalHaveNoEffectAndThatIsSaid() {
    ConnectorOptions options =
        options(SOURCE.options(), "/data/a.csv", 100, Duration.ofSeconds(1), Map.of());
    assertThat(findings(SOURCE, options, POLICY))
        .hasSize(2)
        .allMatch(text -> text.startsWith("INFO OPTION_WITHOUT_EFFECT"));
  }

  @Test
  void theSinkWantsAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "");
    assertThat(
            findings(
                SINK,
                options(SINK.options(), file.toString(), Map.of()),
                ConnectorPolicy.UNRESTRICTED))
        .containsExactly(
            "ERROR INVALID_VALUE /x/connectionString: '"
                + file
                + "' is a file, and records are written into a folder (name a folder: '"
                + folder
                + "/out')");
    assertThat(findings(SINK, options(SINK.options(), "/data/*.csv", Map.of()), POLICY))
        .containsExactly(
            "ERROR INVALID_VALUE /x/connectionString: a sink writes into one folder, '/data/*.csv'"
                + " is a glob");
  }

  @Test
  void textIsOneField() {
    Diagnostics diagnostics = new Diagnostics();
    ConnectorOptions text = options(SINK.options(), "/data/out", Map.of("format", "text"));
    SINK.validateSchema(
        TestingContexts.sink(text, schema("a", "STRING", "b", "INT")), "/x", diagnostics);
    SOURCE.validateSchema(
        TestingContexts.source(
            options(SOURCE.options(), "/data/a.log", Map.of()), schema("a", "INT")),
        "/x",
        diagnostics);
    assertThat(TestingContexts.texts(diagnostics))
        .containsExactly(
            "ERROR INVALID_SCHEMA /x/options/format: text is written from one STRING field, and the"
                + " rows are: a STRING, b INT (write \"format\": \"json\" or \"csv\", or select one"
                + " field before the sink)",
            "ERROR INVALID_SCHEMA /x/schema: a line of text is one STRING; the schema has other"
                + " fields (\"schema\": {\"line\": \"STRING\"}, or leave it out)");
  }

  @Test
  void identityIsThePathAndTheFormat() {
    assertThat(SOURCE.identity(options(SOURCE.options(), "file:///data/./a.csv.gz", Map.of())))
        .isEqualTo(
            SOURCE.identity(options(SOURCE.options(), "/data/a.csv.gz", Map.of("header", "false"))))
        .isEqualTo("/data/a.csv.gz|csv");
  }

  @Test
  void findsFilesByName() throws IOException {
    Path sub = Files.createDirectories(folder.resolve("sub"));
    for (String name : List.of("b.csv", "a.csv", "c.json", ".hidden.csv", "_part.csv")) {
      Files.writeString(folder.resolve(name), "");
    }
    Files.writeString(sub.resolve("d.csv"), "");
    assertThat(list(folder.toString())).containsExactly("a.csv", "b.csv", "c.json");
    assertThat(list(folder + "/*.csv")).containsExactly("a.csv", "b.csv");
    assertThat(list(folder + "/{a,c}.*")).containsExactly("a.csv", "c.json");
    assertThat(list(folder + "/*/*.csv")).containsExactly("sub/d.csv");
    assertThat(list(folder + "/**.csv")).containsExactly("a.csv", "b.csv", "sub/d.csv");
    assertThatThrownBy(() -> list(folder + "/*.tsv"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("no file matches '" + folder + "/*.tsv'");
  }

  private List<String> list(String path) throws IOException {
    return FileNames.list(FilePaths.parse(path), ConnectorPolicy.UNRESTRICTED).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  @Test
  void samplesTheFirstRecords() throws Exception {
    Path file = folder.resolve("a.tsv");
    Files.writeString(file, "id\tzip\tamount\n1\t01067\t1.50\n2\t80331\t2\nragged\n");
    SchemaSample sample = sample(file.toString());
    assertThat(sample.schema()).hasToString("id BIGINT, zip STRING, amount DOUBLE");
    assertThat(sample.rowsRead()).isEqualTo(2);
    assertThat(sample.rows()).containsExactly(Row.of(1L, "01067", 1.5), Row.of(2L, "80331", 2.0));
  }

  @Test
  void whatCannotBeSampledSaysWhatToDo() throws IOException {
    assertThatThrownBy(() -> sample(folder + "/none.csv"))
        .isInstanceOf(SamplingException.class)
        .hasMessage(
            "no schema can be inferred from '%1$s/none.csv': there is no '%1$s/none.csv' on this"
                + " machine; make it readable for the service, or write the schema: \"schema\":"
                + " {\"id\": \"BIGINT\", \"name\": \"STRING\"}",
            folder);
    Files.writeString(folder.resolve("empty.csv"), "a,b\n");
    assertThatThrownBy(() -> sample(folder + "/empty.csv"))
        .isInstanceOf(SamplingException.class)
        .hasMessageStartingWith("there is no record in '" + folder + "/empty.csv'");
  }

  private static SchemaSample sample(String path) throws SamplingException {
    return SOURCE
        .sample(options(SOURCE.options(), path, Map.of()), ConnectorPolicy.UNRESTRICTED)
        .orElseThrow();
  }
}
