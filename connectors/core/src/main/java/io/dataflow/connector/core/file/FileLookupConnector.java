package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.LookupTable;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.SamplingException;
import io.dataflow.connector.SchemaSample;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostics;
import java.util.List;
import java.util.Optional;

/** Tables in files, read as a source of type file reads them. */
final class FileLookupConnector implements LookupConnector {
  private final FileSourceConnector source = new FileSourceConnector();

  @Override
  public List<OptionDeclaration> options() {
    return source.options().stream()
        .filter(option -> !option.name().equals(FileSourceConnector.WATCH))
        .toList();
  }

  @Override
  public String connectionStringMeaning() {
    return source.connectionStringMeaning();
  }

  @Override
  public void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    source.validate(options, pointer, policy, diagnostics);
  }

  @Override
  public void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {
    source.validateSchema(context, pointer, diagnostics);
  }

  @Override
  public Optional<SchemaSample> sample(ConnectorOptions options, ConnectorPolicy policy)
      throws SamplingException {
    return source.sample(options, policy);
  }

  @Override
  public LookupTable table(SourceContext context) {
    ConnectorOptions options = context.options();
    return new FileTable(
        FilePaths.parse(options.connectionString()).toString(),
        context.policy(),
        FormatOptions.of(options),
        context.schema(),
        context.projectedSchema(),
        FileSourceConnector.maxRecordLength(options));
  }
}
