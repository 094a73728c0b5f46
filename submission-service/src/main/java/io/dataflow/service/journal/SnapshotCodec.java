package io.dataflow.service.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Snapshots as text. Their format is a number raised by hand when the fold changes its meaning, and
 * a fingerprint of the state's records, which changes by itself: a snapshot of another format is
 * not read, the events are folded anew. Thread-safe.
 */
public final class SnapshotCodec {
  /** Raised whenever {@code Pipeline.evolve} makes another state of the same events. */
  private static final int MEANING = 1;

  private final JsonMapper mapper = JournalJson.mapper();
  private final String format;

  public SnapshotCodec() {
    Set<String> shape = new TreeSet<>();
    describe(PipelineSnapshot.class, shape);
    CRC32 fingerprint = new CRC32();
    fingerprint.update(String.join("\n", shape).getBytes(StandardCharsets.UTF_8));
    this.format = "%d-%08x".formatted(MEANING, fingerprint.getValue());
  }

  public StoredSnapshot encode(PipelineSnapshot snapshot) {
    try {
      return new StoredSnapshot(
          snapshot.state().pipelineId(),
          snapshot.state().sequenceNumber(),
          format,
          mapper.writeValueAsString(snapshot));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + snapshot, e);
    }
  }

  /** Empty when it is of another format, or broken. */
  public Optional<PipelineSnapshot> decode(StoredSnapshot stored) {
    if (!stored.format().equals(format)) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.readValue(stored.payload(), PipelineSnapshot.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void describe(Type type, Set<String> shape) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(t -> describe(t, shape));
    } else if (type instanceof Class<?> known && known.isRecord()) {
      StringBuilder text = new StringBuilder(known.getName());
      for (RecordComponent component : known.getRecordComponents()) {
        text.append(' ')
            .append(component.getName())
            .append(':')
            .append(component.getGenericType().getTypeName());
      }
      if (shape.add(text.toString())) {
        for (RecordComponent component : known.getRecordComponents()) {
          describe(component.getGenericType(), shape);
        }
      }
    } else if (type instanceof Class<?> known && known.isEnum()) {
      shape.add(known.getName() + " " + Arrays.toString(known.getEnumConstants()));
    }
  }
}
