package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.SamplingException;
import io.dataflow.connector.SchemaSample;
import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.FormatKind;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.SchemaInference;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Infers a schema from the first records of a source's files. */
final class SchemaSampler {
  private static final int MAX_RECORDS = 1_000;
  private static final int SHOWN_ROWS = 20;
  private static final String PASTE =
      ", or write the schema: \"schema\": {\"id\": \"BIGINT\", \"name\": \"STRING\"}";

  private final ConnectorOptions options;
  private final ConnectorPolicy policy;
  private final RecordFormat format;
  private final int maxRecordLength;

  SchemaSampler(ConnectorOptions options, ConnectorPolicy policy) {
    this.options = options;
    this.policy = policy;
    this.format = FormatOptions.of(options);
    this.maxRecordLength = FileSourceConnector.maxRecordLength(options);
  }

  static boolean isText(RecordSchema schema) {
    return schema.size() == 1
        && schema.fields().get(0).type().sameIgnoringNullability(FieldType.of(ScalarKind.STRING));
  }

  SchemaSample sample() throws SamplingException {
    if (format.kind() == FormatKind.TEXT) {
      return new SchemaSample(SchemaInference.TEXT, 0, List.of());
    }
    String path = options.connectionString();
    try {
      List<Path> files = FileNames.list(FilePaths.parse(path), policy);
      SchemaInference inference = format.inference();
      for (Path file : files) {
        read(file, inference);
      }
      if (inference.records() == 0) {
        throw new SamplingException(
            "there is no record in '" + path + "' to infer a schema from: fill it first" + PASTE);
      }
      RecordSchema schema = inference.schema();
      return new SchemaSample(schema, inference.records(), rows(files, schema));
    } catch (IOException | DataException e) {
      throw new SamplingException(
          "no schema can be inferred from '"
              + path
              + "': "
              + e.getMessage()
              + "; make it readable for the service"
              + PASTE,
          e);
    }
  }

  private void read(Path file, SchemaInference inference) throws IOException {
    if (inference.records() >= MAX_RECORDS) {
      return;
    }
    try (RecordReader reader =
        RecordReader.open(file, policy, format, inference.decoder(), maxRecordLength)) {
      Row row = reader.next();
      while (row != null && inference.records() < MAX_RECORDS) {
        if (!row.isBad()) {
          inference.add(row);
        }
        row = reader.next();
      }
    }
  }

  private List<Row> rows(List<Path> files, RecordSchema schema) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RecordReader reader =
        RecordReader.open(
            files.get(0), policy, format, format.decoder(schema, schema), maxRecordLength)) {
      Row row = reader.next();
      while (row != null && rows.size() < SHOWN_ROWS) {
        if (!row.isBad()) {
          rows.add(row);
        }
        row = reader.next();
      }
    }
    return rows;
  }
}
