package io.dataflow.connector.core.test;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/**
 * Generates. Without {@code records-per-second} the seed's way holds: {@code batchSize} records
 * (100) every {@code pollIntervalMs} (5 000), except that a limited number of records with neither
 * comes as fast as it can.
 */
final class TestSourceConnector implements SourceConnector {
  private static final String RECORD_TYPE = "record-type";
  private static final String TOTAL = "total-records";
  private static final String RATE = "records-per-second";
  private static final String SEED = "seed";
  private static final String START_TIME = "start-time";
  private static final int DEFAULT_BATCH = 100;
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
  private static final double MAX_RATE = 10_000_000;
  private static final double MIN_RATE = 0.001;

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.choice(
                RECORD_TYPE,
                null,
                RecordType.texts(),
                "a well-known kind of record; without it records of the source's schema, and"
                    + " user-event where there is none")
            .withAliases("recordType"),
        OptionDeclaration.optional(
                TOTAL, OptionType.STRING, null, "how many records; without it they never end")
            .withAliases("totalRecords", "count"),
        OptionDeclaration.optional(
                RATE, OptionType.STRING, null, "how many a second in all, also fractions: 0.5")
            .withAliases("recordsPerSecond", "rate"),
        OptionDeclaration.optional(
            SEED, OptionType.STRING, "0", "another whole number gives other records"),
        OptionDeclaration.optional(
                START_TIME,
                OptionType.STRING,
                null,
                "the first record's time, 2024-01-01T00:00:00Z; the others follow at the rate's"
                    + " distance, or a second's. Without it times are those of the clock")
            .withAliases("startTime"));
  }

  @Override
  public void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
    String at = pointer + "/options/";
    check(
        options,
        TOTAL,
        "a whole number of at least 1",
        text -> Long.parseLong(text) >= 1,
        at,
        diagnostics);
    check(
        options,
        RATE,
        "a number between 0.001 and 10000000",
        text -> isRate(Double.parseDouble(text)),
        at,
        diagnostics);
    check(options, SEED, "a whole number", text -> text.matches("-?[0-9]{1,18}"), at, diagnostics);
    check(
        options,
        START_TIME,
        "an instant such as 2024-01-01T00:00:00Z",
        text -> Instant.parse(text).toEpochMilli() >= 0,
        at,
        diagnostics);
  }

  private static boolean isRate(double rate) {
    return rate >= MIN_RATE && rate <= MAX_RATE;
  }

  private static void check(
      ConnectorOptions options,
      String name,
      String what,
      Predicate<String> test,
      String at,
      Diagnostics diagnostics) {
    boolean fits;
    try {
      fits = options.find(name).map(test::test).orElse(true);
    } catch (NumberFormatException | DateTimeParseException e) {
      fits = false;
    }
    if (!fits) {
      diagnostics.error(
          ErrorCode.INVALID_OPTION,
          at + name,
          "'" + name + "' is " + what + ", not '" + options.get(name) + "'");
    }
  }

  @Override
  public void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {
    Optional<RecordType> type = type(context.options());
    if (type.isEmpty()) {
      return;
    }
    RecordSchema made = type.get().schema();
    for (Field field : context.schema().fields()) {
      boolean fits =
          made.field(field.name())
              .filter(known -> known.type().sameIgnoringNullability(field.type()))
              .isPresent();
      if (!fits) {
        diagnostics.error(
            ErrorCode.INVALID_SCHEMA,
            pointer + "/schema/" + field.name(),
            "records of type '"
                + type.get().text()
                + "' have no field "
                + field.name()
                + " "
                + field.type(),
            "they have: " + made + "; without 'record-type' records of your schema are made");
      }
    }
  }

  @Override
  public boolean bounded(ConnectorOptions options) {
    return total(options).isPresent();
  }

  @Override
  public Optional<RecordSchema> fixedSchema(ConnectorOptions options) {
    return Optional.of(type(options).orElse(RecordType.USER_EVENT).schema());
  }

  /** The position is the number of the next record. */
  @Override
  public String identity(ConnectorOptions options) {
    return type(options).map(RecordType::text).orElse("schema") + "|" + seed(options);
  }

  @Override
  public Source<Row, ?, ?> build(SourceContext context) {
    ConnectorOptions options = context.options();
    Optional<RecordType> type =
        type(options)
            .or(
                () ->
                    Optional.of(RecordType.USER_EVENT)
                        .filter(usual -> usual.schema().equals(context.schema())));
    RecordSchema made = type.map(RecordType::schema).orElse(context.schema());
    int[] projection = context.projectedSchema().names().stream().mapToInt(made::indexOf).toArray();
    DataGeneratorSource<Row> generator =
        new DataGeneratorSource<>(
            new RecordGenerator(type.orElse(null), made, projection, seed(options), clock(options)),
            total(options).orElse(Long.MAX_VALUE),
            pace(options),
            new RowTypeInformation(context.projectedSchema()));
    return new GeneratedSource(
        generator, bounded(options) ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED);
  }

  private static Optional<RecordType> type(ConnectorOptions options) {
    return options.find(RECORD_TYPE).flatMap(RecordType::of);
  }

  private static Optional<Long> total(ConnectorOptions options) {
    return options.find(TOTAL).map(Long::valueOf);
  }

  private static Optional<Double> rate(ConnectorOptions options) {
    return options.find(RATE).map(Double::valueOf);
  }

  private static long seed(ConnectorOptions options) {
    return options.find(SEED).map(Long::parseLong).orElse(0L);
  }

  private static RecordGenerator.Clock clock(ConnectorOptions options) {
    long start =
        options.find(START_TIME).map(text -> Instant.parse(text).toEpochMilli()).orElse(-1L);
    return new RecordGenerator.Clock(start, 1000 / rate(options).orElse(1.0));
  }

  private static RateLimiterStrategy pace(ConnectorOptions options) {
    Optional<Double> rate = rate(options);
    if (rate.isPresent()) {
      return Pace.perSecond(rate.get());
    }
    boolean written = options.batchSize() > 0 || !options.pollInterval().isZero();
    if (!written && total(options).isPresent()) {
      return RateLimiterStrategy.noOp();
    }
    return new Pace(
        options.batchSize() > 0 ? options.batchSize() : DEFAULT_BATCH,
        options.pollInterval().isZero() ? DEFAULT_INTERVAL : options.pollInterval());
  }
}
