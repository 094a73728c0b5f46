package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.EventTime;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sources and sinks. */
final class EndpointReader {
  private static final int MAX_BATCH = 1_000_000;

  private EndpointReader() {}

  static SourceDefinition source(String id, ObjectCursor cursor) {
    Map<String, String> options = cursor.scalars("options");
    String type = LegacySource.type(cursor.requiredText("sourceType"), options);
    String connectionString = cursor.text("connectionString").orElse("");
    Optional<Integer> batchSize = cursor.integer("batchSize", 1, MAX_BATCH);
    Optional<Duration> pollInterval = cursor.duration("pollIntervalMs");
    Optional<RecordSchema> schema = cursor.object("schema").map(EndpointReader::schema);
    Optional<EventTime> eventTime = cursor.object("eventTime").map(EndpointReader::eventTime);
    Optional<ErrorPolicy> onError = onError(cursor);
    cursor.close();
    return new SourceDefinition(
        id,
        type,
        connectionString,
        batchSize,
        pollInterval,
        options,
        schema,
        eventTime,
        onError,
        cursor.pointer());
  }

  static SinkDefinition sink(String id, ObjectCursor cursor) {
    Optional<String> input = cursor.text("input");
    return endpoint(id, cursor, input);
  }

  static SinkDefinition deadLetter(String id, ObjectCursor cursor) {
    return endpoint(id, cursor, Optional.empty());
  }

  private static SinkDefinition endpoint(String id, ObjectCursor cursor, Optional<String> input) {
    SinkDefinition sink =
        new SinkDefinition(
            id,
            cursor.requiredText("sinkType"),
            cursor.text("connectionString").orElse(""),
            cursor.integer("batchSize", 1, MAX_BATCH),
            cursor.scalars("options"),
            input,
            onError(cursor),
            cursor.pointer());
    cursor.close();
    return sink;
  }

  static Optional<ErrorPolicy> onError(ObjectCursor cursor) {
    return choice(
        cursor,
        "onError",
        ErrorPolicy::of,
        Arrays.stream(ErrorPolicy.values()).map(ErrorPolicy::text).toList());
  }

  static <T> Optional<T> choice(
      ObjectCursor cursor,
      String member,
      Function<String, Optional<T>> reader,
      List<String> known) {
    Optional<String> text = cursor.text(member);
    Optional<T> value = text.flatMap(reader);
    if (text.isPresent() && value.isEmpty()) {
      cursor.gap(member);
      cursor
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              cursor.pointer(member),
              "'" + text.get() + "' is no value of '" + member + "'",
              NearestName.hint(text.get(), known));
    }
    return value;
  }

  static RecordSchema schema(ObjectCursor cursor) {
    List<Field> fields = new ArrayList<>();
    for (String name : cursor.members()) {
      Optional<JsonNode> type = cursor.raw(name).filter(JsonNode::isTextual);
      String pointer = cursor.pointer(name);
      int before = fields.size();
      if (name.isBlank()) {
        cursor
            .diagnostics()
            .error(ErrorCode.INVALID_SCHEMA, pointer, "a field name cannot be empty");
      } else if (type.isEmpty()) {
        cursor
            .diagnostics()
            .error(
                ErrorCode.WRONG_TYPE,
                pointer,
                "a field's type is a string such as \"BIGINT NOT NULL\"");
      } else {
        try {
          fields.add(new Field(name, TypeParser.parse(type.get().textValue())));
        } catch (TypeSyntaxException e) {
          cursor
              .diagnostics()
              .error(
                  ErrorCode.INVALID_SCHEMA,
                  pointer,
                  e.getMessage() + " (at character " + (e.offset() + 1) + ")");
        }
      }
      if (fields.size() == before) {
        cursor.gap(name);
      }
    }
    if (cursor.members().isEmpty()) {
      cursor.lost();
      cursor
          .diagnostics()
          .error(
              ErrorCode.INVALID_SCHEMA,
              cursor.pointer(),
              "a schema has at least one field",
              "leave 'schema' out to have it inferred");
    }
    return new RecordSchema(fields);
  }

  private static EventTime eventTime(ObjectCursor cursor) {
    Optional<Duration> idleTimeout = cursor.duration("idleTimeout");
    if (idleTimeout.filter(Duration::isZero).isPresent()) {
      cursor.gap("idleTimeout");
      cursor
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              cursor.pointer("idleTimeout"),
              "an idleTimeout of 0 waits for no record",
              "write for example \"30s\", or leave it out to wait for ever");
    }
    EventTime eventTime =
        new EventTime(
            cursor.requiredText("field"),
            cursor.duration("maxOutOfOrderness").orElse(Duration.ZERO),
            idleTimeout);
    cursor.close();
    return eventTime;
  }
}
