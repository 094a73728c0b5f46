package io.dataflow.plan;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.Enrich;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks an enrich's table against its connector and finds its schema. */
final class LookupPlanner {
  /** A table whose schema is known. */
  record Found(String connector, ConnectorOptions options, RecordSchema schema) {}

  /** Where people will look things up; named by the definition language, not built yet. */
  private static final List<String> ANNOUNCED =
      List.of("jdbc", "database", "postgres", "cassandra", "http", "api", "redis");

  private final Enrich config;
  private final StepContext step;
  private final String pointer;

  private LookupPlanner(Enrich config, StepContext step) {
    this.config = config;
    this.step = step;
    this.pointer = step.pointer("lookup");
  }

  /** The table, or nothing where a diagnostic says why. */
  static Optional<Found> plan(Enrich config, StepContext step) {
    return new LookupPlanner(config, step).plan();
  }

  private Optional<Found> plan() {
    Enrich.Lookup lookup = config.lookup();
    Optional<Connector> connector = step.planner().connectors().find(lookup.type());
    Optional<LookupConnector> reading = connector.flatMap(Connector::lookup);
    if (reading.isEmpty()) {
      unknownType(lookup.type(), connector.isPresent());
      return Optional.empty();
    }
    if (config.ttl().isPresent() && !reading.get().canChange()) {
      step.diagnostics()
          .add(
              Diagnostic.info(
                  ErrorCode.OPTION_WITHOUT_EFFECT,
                  step.pointer("cache", "ttl"),
                  "a table of type " + connector.get().type() + " never changes"));
    }
    return options(lookup, reading.get())
        .flatMap(
            options ->
                schema(lookup, reading.get(), options)
                    .map(schema -> new Found(connector.get().type(), options, schema)));
  }

  private void unknownType(String type, boolean known) {
    String plain = type.strip().toLowerCase(Locale.ROOT);
    String place = Pointers.child(pointer, "type");
    List<String> types = step.planner().connectors().lookupTypes();
    if (known || ANNOUNCED.contains(plain)) {
      step.error(
          ErrorCode.NOT_AVAILABLE,
          place,
          "looking things up in '" + type + "' is not available yet",
          "there is: " + String.join(", ", types));
    } else {
      step.error(
          ErrorCode.UNKNOWN_CONNECTOR,
          place,
          "no lookup is of type '" + type + "'",
          NearestName.hint(type, types));
    }
  }

  private Optional<ConnectorOptions> options(Enrich.Lookup lookup, LookupConnector reading) {
    return new OptionsReader(
            pointer, step.gaps(), reading, step.parameters(), step.planner(), step.diagnostics())
        .read(
            lookup.connectionString(),
            Optional.empty(),
            Optional.<Duration>empty(),
            lookup.options());
  }

  private Optional<RecordSchema> schema(
      Enrich.Lookup lookup, LookupConnector reading, ConnectorOptions options) {
    Optional<RecordSchema> schema =
        lookup
            .schema()
            .or(() -> reading.fixedSchema(options))
            .or(
                () ->
                    new SchemaSampling(
                            step.id() + "'s table",
                            lookup.type(),
                            pointer,
                            step.planner().sampleMode(),
                            step.diagnostics())
                        .schema(() -> reading.sample(options, step.planner().policy())));
    return schema.filter(
        resolved -> {
          Diagnostics found = new Diagnostics();
          reading.validateSchema(
              new SourceContext(
                  "", step.id(), options, step.planner().policy(), resolved, resolved),
              pointer,
              found);
          step.diagnostics().addAll(found.all());
          return !found.hasErrors();
        });
  }
}
