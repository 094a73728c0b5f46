package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.SamplingException;
import io.dataflow.connector.SchemaSample;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.FormatKind;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;

/**
 * Reads files once, by name, each to its end: those that are there when the job starts, or also
 * those that come later.
 */
final class FileSourceConnector implements SourceConnector {
  static final String MAX_LENGTH = "max-line-length";
  static final String WATCH = "watch";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final long LEAST_MAX_LENGTH = 16;
  private static final long MOST_MAX_LENGTH = 64L << 20;

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        FormatOptions.FORMAT_OPTION,
        FormatOptions.ENCODING_OPTION,
        FormatOptions.DELIMITER_OPTION,
        FormatOptions.HEADER_OPTION,
        FormatOptions.QUOTE_OPTION,
        FormatOptions.ESCAPE_OPTION,
        FormatOptions.NULL_TEXT_OPTION,
        OptionDeclaration.optional(
                MAX_LENGTH,
                OptionType.SIZE,
                "1mb",
                "a record of more bytes is a bad record; at most 64mb")
            .withAliases("maxLineLength", "maxFrameLength"),
        OptionDeclaration.optional(
            WATCH,
            OptionType.BOOLEAN,
            "false",
            "goes on looking for new files every pollIntervalMs (5s if left out) and never ends; a"
                + " file has to appear whole, under its name by a rename, and is not read again"));
  }

  @Override
  public String connectionStringMeaning() {
    return "the absolute path of a file, of a folder (all its files) or a glob such as"
        + " /data/orders-*.csv; also as file:///path";
  }

  @Override
  public void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    checkPath(options, pointer + "/connectionString", policy, diagnostics);
    FormatOptions.validate(options, pointer, diagnostics);
    if (options.find(MAX_LENGTH).isPresent()) {
      long length = options.getBytes(MAX_LENGTH);
      if (length < LEAST_MAX_LENGTH || length > MOST_MAX_LENGTH) {
        diagnostics.error(
            ErrorCode.INVALID_OPTION,
            pointer + "/options/" + MAX_LENGTH,
            "'max-line-length' is between 16 bytes and 64mb, not " + length + " bytes");
      }
    }
    withoutEffect(options.batchSize() > 0, pointer + "/batchSize", "batchSize", diagnostics);
    withoutEffect(
        !options.pollInterval().isZero() && !watches(options),
        pointer + "/pollIntervalMs",
        "pollIntervalMs",
        diagnostics);
  }

  private static void withoutEffect(
      boolean written, String pointer, String name, Diagnostics diagnostics) {
    if (written) {
      diagnostics.add(
          Diagnostic.info(
              ErrorCode.OPTION_WITHOUT_EFFECT,
              pointer,
              "a file is read once, to its end and as fast as it is processed; "
                  + name
                  + " has no effect"
                  + (name.equals("batchSize") ? "" : " without the option watch")));
    }
  }

  private static void checkPath(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    try {
      Path path = FilePaths.parse(options.connectionString());
      FilePaths.refusal(path, policy)
          .ifPresent(message -> diagnostics.error(ErrorCode.PATH_NOT_ALLOWED, pointer, message));
      if (FileNames.isGlob(path)) {
        FileSystems.getDefault().getPathMatcher("glob:" + path);
      }
    } catch (PatternSyntaxException e) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE, pointer, "the glob cannot be read: " + e.getDescription());
    } catch (IllegalArgumentException e) {
      diagnostics.error(ErrorCode.INVALID_VALUE, pointer, e.getMessage());
    }
  }

  @Override
  public void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {
    if (FormatOptions.kind(context.options()).orElse(null) == FormatKind.TEXT
        && !SchemaSampler.isText(context.schema())) {
      diagnostics.error(
          ErrorCode.INVALID_SCHEMA,
          pointer + "/schema",
          "a line of text is one STRING; the schema has other fields",
          "\"schema\": {\"line\": \"STRING\"}, or leave it out");
    }
  }

  @Override
  public boolean bounded(ConnectorOptions options) {
    return !watches(options);
  }

  private static boolean watches(ConnectorOptions options) {
    return options.find(WATCH).filter(Boolean::parseBoolean).isPresent();
  }

  @Override
  public Optional<SchemaSample> sample(ConnectorOptions options, ConnectorPolicy policy)
      throws SamplingException {
    return Optional.of(new SchemaSampler(options, policy).sample());
  }

  /**
   * Positions are kept as long as the path and the format stay the same, and files are watched or
   * not: only who watches remembers which files were read.
   */
  @Override
  public String identity(ConnectorOptions options) {
    return FilePaths.parse(options.connectionString())
        + "|"
        + FormatOptions.kind(options).map(FormatKind::text).orElse("")
        + (watches(options) ? "|" + WATCH : "");
  }

  static int maxRecordLength(ConnectorOptions options) {
    return (int) options.find(MAX_LENGTH).map(Long::parseLong).orElse(1L << 20).longValue();
  }

  @Override
  public Source<Row, ?, ?> build(SourceContext context) {
    ConnectorOptions options = context.options();
    ConnectorPolicy policy = context.policy();
    FileRowFormat format =
        new FileRowFormat(
            FormatOptions.of(options),
            context.schema(),
            context.projectedSchema(),
            maxRecordLength(options),
            policy);
    Path path = FilePaths.parse(options.connectionString());
    boolean watching = watches(options);
    FileSource.FileSourceBuilder<Row> source =
        FileSource.forBulkFileFormat(
                format, new org.apache.flink.core.fs.Path("file", null, path.toString()))
            .setFileEnumerator(() -> new FileLister(policy, watching))
            .setSplitAssigner(SplitsByName::new);
    if (watching) {
      source.monitorContinuously(
          options.pollInterval().isZero() ? LOOK_EVERY : options.pollInterval());
    }
    return source.build();
  }
}
