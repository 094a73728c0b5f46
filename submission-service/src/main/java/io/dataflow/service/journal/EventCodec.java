package io.dataflow.service.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.PipelineEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Events as text, read for ever: each has a type name that is never reused and a schema version.
 * When an event changes, its version rises and an {@link Upcast} turns the stored form of the one
 * before into it; step by step from any release. Thread-safe.
 */
public final class EventCodec {
  private final JsonMapper mapper = JournalJson.mapper();
  private final Map<String, EventType> byName;
  private final Map<Class<?>, EventType> byClass;
  private final List<Upcast> upcasts;

  /**
   * An event as it is stored.
   *
   * @param type stable name
   * @param version of the payload's schema, from 1
   * @param payload JSON object
   */
  public record EncodedEvent(String type, int version, String payload) {
    public EncodedEvent {
      Objects.requireNonNull(type);
      Objects.requireNonNull(payload);
    }
  }

  /**
   * @param version the one written today
   */
  record EventType(String name, int version, Class<? extends PipelineEvent> type) {}

  /**
   * Brings a payload of {@code fromVersion} to the next one.
   *
   * @param change changes the payload in place
   */
  record Upcast(String type, int fromVersion, Consumer<ObjectNode> change) {}

  public EventCodec() {
    this(EventTypes.ALL, List.of());
  }

  EventCodec(List<EventType> types, List<Upcast> upcasts) {
    this.byName =
        types.stream().collect(Collectors.toUnmodifiableMap(EventType::name, type -> type));
    this.byClass =
        types.stream().collect(Collectors.toUnmodifiableMap(EventType::type, type -> type));
    this.upcasts = List.copyOf(upcasts);
  }

  public EncodedEvent encode(PipelineEvent event) {
    EventType type = byClass.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("no type name for " + event.getClass());
    }
    return new EncodedEvent(type.name(), type.version(), write(event));
  }

  /**
   * @param pipelineId for the message of a failure, as {@code sequenceNumber}
   * @throws UnreadableEventException for an unknown type or version, and for a broken payload
   */
  public PipelineEvent decode(String pipelineId, long sequenceNumber, EncodedEvent stored) {
    EventType type = byName.get(stored.type());
    if (type == null || stored.version() > type.version()) {
      throw new UnreadableEventException(
          pipelineId,
          sequenceNumber,
          "type '%s', version %d was written by a later release"
              .formatted(stored.type(), stored.version()),
          null);
    }
    try {
      if (!(mapper.readTree(stored.payload()) instanceof ObjectNode payload)) {
        throw new IllegalArgumentException("the payload is not a JSON object");
      }
      for (int version = stored.version(); version < type.version(); version++) {
        upcast(type, version).change().accept(payload);
      }
      return mapper.treeToValue(payload, type.type());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new UnreadableEventException(
          pipelineId,
          sequenceNumber,
          "type '%s', version %d: %s"
              .formatted(stored.type(), stored.version(), firstLine(e.getMessage())),
          e);
    }
  }

  public String encodeMetadata(EventMetadata metadata) {
    return write(metadata);
  }

  /**
   * @throws UnreadableEventException when it is broken
   */
  public EventMetadata decodeMetadata(String pipelineId, long sequenceNumber, String metadata) {
    try {
      return mapper.readValue(metadata, EventMetadata.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException(
          pipelineId, sequenceNumber, "metadata: " + firstLine(e.getMessage()), e);
    }
  }

  /** The event's payload as a JSON tree, for people to read. */
  public JsonNode tree(PipelineEvent event) {
    return mapper.valueToTree(event);
  }

  /** The stable name of an event's type. */
  public String typeOf(PipelineEvent event) {
    return byClass.get(event.getClass()).name();
  }

  private Upcast upcast(EventType type, int fromVersion) {
    return upcasts.stream()
        .filter(u -> u.type().equals(type.name()) && u.fromVersion() == fromVersion)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no upcast from version " + fromVersion));
  }

  private String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "broken" : message.lines().findFirst().orElse("broken");
  }
}
