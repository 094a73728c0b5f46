package io.dataflow.connector.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.CsvDialect;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRowFormatTest {
  private static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              new Field("a", FieldType.of(ScalarKind.STRING)),
              new Field("b", FieldType.of(ScalarKind.INT))));
  private static final RecordFormat CSV = RecordFormat.csv(CsvDialect.RFC_4180);
  private static final RecordFormat JSON = RecordFormat.json();

  /** Longer than what is read at once, so that a buffer has to grow. */
  private static final int LONGEST = 400_000;

  @TempDir Path folder;

  /** A row, and what a checkpoint behind it holds. */
  private record Read(Row row, String place, boolean last, long offset, long lines) {
    static Read of(RecordAndPosition<Row> read) {
      Row row = read.getRecord();
      return of(row, row.endsSplit(), read.getOffset(), read.getRecordSkipCount());
    }

    static Read of(Row row, boolean last, long offset, long lines) {
      if (!row.isBad()) {
        return new Read(row, row.position(), last, offset, lines);
      }
      BadRecord bad = row.badRecord();
      String raw = new String(bad.raw(), StandardCharsets.UTF_8);
      return new Read(Row.of(bad.message(), raw), bad.position(), last, offset, lines);
    }
  }

  private static FileRowFormat format(RecordFormat format) {
    return new FileRowFormat(format, SCHEMA, SCHEMA, LONGEST, ConnectorPolicy.UNRESTRICTED);
  }

  private static FileSourceSplit split(Path file, CheckpointedPosition position)
      throws IOException {
    long size = Files.size(file);
    return new FileSourceSplit(
        "1",
        org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()),
        0,
        size,
        0,
        size,
        new String[0],
        position);
  }

  /**
   * Reads a file, with so many batches handed over before the oldest is used up: with none, the
   * reading thread decodes nothing ahead of the task's, with many it decodes almost all.
   */
  private static List<Read> read(BulkFormat.Reader<Row> reader, int mostAhead) throws IOException {
    List<Read> found = new ArrayList<>();
    Deque<BulkFormat.RecordIterator<Row>> batches = new ArrayDeque<>();
    try (reader) {
      boolean more = true;
      while (more || !batches.isEmpty()) {
        BulkFormat.RecordIterator<Row> batch = more ? reader.readBatch() : null;
        more = batch != null;
        if (more) {
          batches.add(batch);
        }
        if (!more || batches.size() > mostAhead) {
          BulkFormat.RecordIterator<Row> oldest = batches.poll();
          for (RecordAndPosition<Row> row = next(oldest); row != null; row = next(oldest)) {
            found.add(Read.of(row));
          }
          if (oldest != null) {
            oldest.releaseBatch();
          }
        }
      }
    }
    return found;
  }

  private static RecordAndPosition<Row> next(BulkFormat.RecordIterator<Row> batch) {
    return batch == null ? null : batch.next();
  }

  /** As a reader reads that takes one record after the other. */
  private static List<Read> expected(Path file, RecordFormat format) throws IOException {
    List<Read> found = new ArrayList<>();
    try (RecordReader reader =
        RecordReader.open(
            file, ConnectorPolicy.UNRESTRICTED, format, format.decoder(SCHEMA, SCHEMA), LONGEST)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        found.add(Read.of(row, false, reader.offset(), reader.lines()));
      }
    }
    Read last = found.remove(found.size() - 1);
    found.add(new Read(last.row(), last.place(), true, last.offset(), last.lines()));
    return found;
  }

  /** Good, bad, blank, quoted and far too long records, in all orders. */
  private Path write(String name, int records) throws IOException {
    Random random = new Random(name.hashCode());
    StringBuilder text = new StringBuilder(name.startsWith("json") ? "" : "b,a\n");
    for (int i = 0; i < records; i++) {
      int kind = random.nextInt(1000);
      String value = "x".repeat(kind < 3 ? random.nextInt(2 * LONGEST) : random.nextInt(60));
      boolean json = name.startsWith("json");
      if (kind < 30) {
        text.append(" \n".repeat(kind < 4 ? 6000 : 1));
      } else if (kind < 50) {
        text.append(json ? "{\"a\": \"" + value : "1,2,3" + value).append('\n');
      } else if (kind < 150) {
        text.append(json ? "{\"a\": \"\\\"" : i + ",\"" + value + "\n\"\"").append(value);
        text.append(json ? "\", \"b\": " + i + "}\r\n" : "\"\n");
      } else {
        text.append(json ? "{\"b\": " + i + ", \"a\": \"" + value + "\"}" : i + "," + value);
        text.append(random.nextBoolean() ? "\n" : "\r\n");
      }
    }
    if (name.endsWith("open")) {
      text.setLength(text.length() - 1);
    }
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "csv, 1, 0",
    "csv-open, 20000, 0",
    "csv, 30000, 1",
    "csv, 30000, 2",
    "csv-open, 20000, 99",
    "json, 20000, 0",
    "json-open, 20000, 1",
    "json, 20000, 99"
  })
  void twoThreadsReadWhatOneDoes(String name, int records, int mostAhead) throws IOException {
    Path file = write(name, records);
    RecordFormat format = name.startsWith("json") ? JSON : CSV;
    BulkFormat.Reader<Row> reader =
        format(format).createReader(new Configuration(), split(file, null));
    assertThat(read(reader, mostAhead)).isEqualTo(expected(file, format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json-open"})
  void readingGoesOnBehindEveryRow(String name) throws IOException {
    Path file = write(name, 20_000);
    RecordFormat format = name.startsWith("json") ? JSON : CSV;
    List<Read> all = expected(file, format);
    for (int i = 0; i < all.size() - 1; i += 1 + all.size() / 23) {
      CheckpointedPosition position =
          new CheckpointedPosition(all.get(i).offset(), all.get(i).lines());
      BulkFormat.Reader<Row> reader =
          format(format).restoreReader(new Configuration(), split(file, position));
      assertThat(read(reader, i % 3)).isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void blankLinesAtTheEndDoNotHideTheLastRow() throws IOException {
    Path file = folder.resolve("blank.csv");
    Files.writeString(file, "a,b\nx,1\ny,2\n" + "\n".repeat(500_000));
    BulkFormat.Reader<Row> reader =
        format(CSV).createReader(new Configuration(), split(file, null));
    assertThat(read(reader, 0)).extracting(Read::last).containsExactly(false, true);
  }
}
