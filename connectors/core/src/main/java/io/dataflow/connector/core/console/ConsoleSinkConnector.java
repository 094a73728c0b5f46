package io.dataflow.connector.core.console;

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
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Prints. The connection string may name the format and {@code stderr}, as the seed's did; the
 * options say the same and go first.
 */
final class ConsoleSinkConnector implements SinkConnector {
  private static final String FORMAT = "format";
  private static final String STDERR = "stderr";

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.choice(
            FORMAT,
            null,
            ConsoleFormat.texts(),
            "how a record looks; without it the connection string says it, else pretty"),
        OptionDeclaration.optional(
            STDERR, OptionType.BOOLEAN, "false", "print on standard error instead"));
  }

  @Override
  public String connectionStringMeaning() {
    return "empty, or words: one of "
        + String.join(", ", ConsoleFormat.texts())
        + " (also kv, structured, simple), and stderr";
  }

  @Override
  public void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    for (String word : words(options)) {
      if (!word.equalsIgnoreCase(STDERR) && ConsoleFormat.of(word).isEmpty()) {
        diagnostics.error(
            ErrorCode.INVALID_OPTION,
            pointer + "/connectionString",
            "the console knows no format '" + word + "'",
            NearestName.hint(word, ConsoleFormat.texts()));
      }
    }
    if (options.batchSize() > 0) {
      diagnostics.add(
          Diagnostic.info(
              ErrorCode.OPTION_WITHOUT_EFFECT,
              pointer + "/batchSize",
              "the console prints every record at once, batchSize has no effect"));
    }
  }

  private static List<String> words(ConnectorOptions options) {
    return Arrays.stream(options.connectionString().split("[\\s,;:/]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static ConsoleFormat format(ConnectorOptions options) {
    return options
        .find(FORMAT)
        .flatMap(ConsoleFormat::of)
        .or(
            () ->
                words(options).stream()
                    .flatMap(word -> ConsoleFormat.of(word).stream())
                    .findFirst())
        .orElse(ConsoleFormat.PRETTY);
  }

  private static boolean toStandardError(ConnectorOptions options) {
    return options.getBoolean(STDERR)
        || words(options).stream().anyMatch(word -> word.equalsIgnoreCase(STDERR));
  }

  @Override
  public DeliveryGuarantee guarantee(ConnectorOptions options) {
    return DeliveryGuarantee.AT_LEAST_ONCE;
  }

  @Override
  public String identity(ConnectorOptions options) {
    return "";
  }

  @Override
  public Optional<RowEncoder> encoder(SinkContext context) {
    return Optional.of(format(context.options()).encoder(context.schema()));
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    return new ConsoleSink(toStandardError(context.options()));
  }
}
