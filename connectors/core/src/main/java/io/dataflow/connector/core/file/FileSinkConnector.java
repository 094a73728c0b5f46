package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.RowEncoder;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.FormatKind;
import io.dataflow.runtime.format.RecordFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * Writes files into a folder: {@code part-<writer>-<n>.csv}, where every start of a writer has a
 * new name. A file gets that name when the checkpoint that covers it completes. Until then its name
 * begins with a dot; such a file that a failure leaves behind is never continued or read and can be
 * deleted once the pipeline runs again.
 */
final class FileSinkConnector implements SinkConnector {
  private static final String COMPRESSION = "compression";
  private static final String MAX_PART_SIZE = "max-part-size";
  private static final String NONE = "none";
  private static final String GZIP = "gzip";

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.choice(
            FormatOptions.FORMAT, null, FormatKind.texts(), "how records are written; required"),
        FormatOptions.DELIMITER_OPTION,
        OptionDeclaration.optional(
                FormatOptions.HEADER,
                OptionType.BOOLEAN,
                "true",
                "csv: every file begins with a line that names the columns")
            .withAliases("header", "hasHeader"),
        FormatOptions.QUOTE_OPTION,
        OptionDeclaration.choice(COMPRESSION, NONE, List.of(NONE, GZIP), "of every file"),
        OptionDeclaration.optional(
                MAX_PART_SIZE,
                OptionType.SIZE,
                "128mb",
                "a file that is larger is finished before the next checkpoint, too")
            .withAliases("maxPartSize", "rotationSize"));
  }

  @Override
  public String connectionStringMeaning() {
    return "the absolute path of a folder, made if it is not there; also as file:///path";
  }

  @Override
  public void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    String at = pointer + "/connectionString";
    try {
      Path path = FilePaths.parse(options.connectionString());
      FilePaths.refusal(path, policy)
          .ifPresent(message -> diagnostics.error(ErrorCode.PATH_NOT_ALLOWED, at, message));
      if (FileNames.isGlob(path)) {
        diagnostics.error(
            ErrorCode.INVALID_VALUE, at, "a sink writes into one folder, '" + path + "' is a glob");
      } else if (diagnostics.hasErrors() || !Files.isRegularFile(path)) {
        FormatOptions.validate(options, pointer, diagnostics);
      } else {
        diagnostics.error(
            ErrorCode.INVALID_VALUE,
            at,
            "'" + path + "' is a file, and records are written into a folder",
            "name a folder: '" + path.getParent() + "/out'");
      }
    } catch (IllegalArgumentException e) {
      diagnostics.error(ErrorCode.INVALID_VALUE, at, e.getMessage());
    }
    if (options.batchSize() > 0) {
      diagnostics.add(
          Diagnostic.info(
              ErrorCode.OPTION_WITHOUT_EFFECT,
              pointer + "/batchSize",
              "files are finished at every checkpoint; batchSize has no effect"));
    }
  }

  @Override
  public void validateSchema(SinkContext context, String pointer, Diagnostics diagnostics) {
    if (FormatOptions.kind(context.options()).orElse(null) == FormatKind.TEXT
        && !SchemaSampler.isText(context.schema())) {
      diagnostics.error(
          ErrorCode.INVALID_SCHEMA,
          pointer + "/options/format",
          "text is written from one STRING field, and the rows are: " + context.schema(),
          "write \"format\": \"json\" or \"csv\", or select one field before the sink");
    }
  }

  @Override
  public DeliveryGuarantee guarantee(ConnectorOptions options) {
    return DeliveryGuarantee.EXACTLY_ONCE;
  }

  /** Pending files belong to the folder and the format. */
  @Override
  public String identity(ConnectorOptions options) {
    return FilePaths.parse(options.connectionString())
        + "|"
        + FormatOptions.kind(options).map(FormatKind::text).orElse("");
  }

  @Override
  public Optional<RowEncoder> encoder(SinkContext context) {
    return Optional.of(FormatOptions.of(context.options()).encoder(context.schema()));
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    ConnectorOptions options = context.options();
    RecordFormat format = FormatOptions.of(options);
    boolean gzip = options.find(COMPRESSION).orElse(NONE).equals(GZIP);
    String folder = FilePaths.parse(options.connectionString()).toString();
    String extension = format.kind() == FormatKind.TEXT ? "txt" : format.kind().text();
    return FileSink.forBulkFormat(
            new org.apache.flink.core.fs.Path("file", null, folder),
            new RecordFileWriterFactory(
                folder, context.policy(), format.header(context.schema()).orElse(null), gzip))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(
            new SizeRollingPolicy(
                options.find(MAX_PART_SIZE).map(Long::parseLong).orElse(128L << 20)))
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartSuffix("." + extension + (gzip ? ".gz" : ""))
                .build())
        .build();
  }
}
