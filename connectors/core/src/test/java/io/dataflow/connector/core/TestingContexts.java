package io.dataflow.connector.core;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the planner hands to connectors: options with their defaults, contexts, findings. */
public final class TestingContexts {
  private static final String POINTER = "/x";

  private TestingContexts() {}

  public static ConnectorOptions options(
      List<OptionDeclaration> declared, String connectionString, Map<String, String> written) {
    return options(declared, connectionString, 0, Duration.ZERO, written);
  }

  public static ConnectorOptions options(
      List<OptionDeclaration> declared,
      String connectionString,
      int batchSize,
      Duration pollInterval,
      Map<String, String> written) {
    Map<String, String> values = new HashMap<>();
    for (OptionDeclaration option : declared) {
      option.defaultValue().ifPresent(value -> values.put(option.name(), canonical(value)));
    }
    values.putAll(written);
    return new ConnectorOptions(connectionString, batchSize, pollInterval, values);
  }

  /** Sizes are handed over in bytes. */
  private static String canonical(String value) {
    return value.endsWith("mb")
        ? Long.toString(Long.parseLong(value.substring(0, value.length() - 2)) << 20)
        : value;
  }

  public static RecordSchema schema(String... namesAndTypes) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      try {
        fields.add(new Field(namesAndTypes[i], TypeParser.parse(namesAndTypes[i + 1])));
      } catch (TypeSyntaxException e) {
        throw new IllegalArgumentException(namesAndTypes[i + 1], e);
      }
    }
    return new RecordSchema(fields);
  }

  public static SourceContext source(ConnectorOptions options, RecordSchema schema) {
    return new SourceContext("p", "source", options, ConnectorPolicy.UNRESTRICTED, schema, schema);
  }

  public static SinkContext sink(ConnectorOptions options, RecordSchema schema) {
    return new SinkContext("p", "sink", options, ConnectorPolicy.UNRESTRICTED, schema);
  }

  /** Findings as {@code SEVERITY CODE pointer: message (hint)}. */
  public static List<String> findings(
      SourceConnector connector, ConnectorOptions options, ConnectorPolicy policy) {
    Diagnostics diagnostics = new Diagnostics();
    connector.validate(options, POINTER, policy, diagnostics);
    return texts(diagnostics);
  }

  public static List<String> findings(
      SinkConnector connector, ConnectorOptions options, ConnectorPolicy policy) {
    Diagnostics diagnostics = new Diagnostics();
    connector.validate(options, POINTER, policy, diagnostics);
    return texts(diagnostics);
  }

  public static List<String> texts(Diagnostics diagnostics) {
    return diagnostics.all().stream().map(TestingContexts::text).toList();
  }

  private static String text(Diagnostic found) {
    return found.severity()
        + " "
        + found.code()
        + " "
        + found.pointer()
        + ": "
        + found.message()
        + found.hint().map(hint -> " (" + hint + ")").orElse("");
  }
}
