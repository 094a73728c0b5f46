package io.dataflow.service.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.journal.EventCodec.EncodedEvent;
import io.dataflow.service.journal.EventCodec.EventType;
import io.dataflow.service.journal.EventCodec.Upcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
  private static final Path GOLDEN = Path.of("src/test/resources/journal");
  private static final String PRESENT = "events-001.jsonl";

  private final EventCodec codec = new EventCodec();
  private final ObjectMapper json = new ObjectMapper();

  static List<PipelineEvent> events() {
    return EventSamples.all();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventReadsBackEqual(PipelineEvent event) {
    assertThat(codec.decode("p", 1, codec.encode(event))).isEqualTo(event);
  }

  @Test
  void everyEventHasASampleAndATypeName() {
    Class<?>[] types = PipelineEvent.class.getPermittedSubclasses();
    assertThat(EventTypes.ALL).extracting(EventType::type).doesNotHaveDuplicates();
    assertThat(EventTypes.ALL).extracting(EventType::name).doesNotHaveDuplicates();
    assertThat(EventTypes.ALL)
        .extracting(type -> (Object) type.type())
        .containsExactlyInAnyOrder((Object[]) types);
    assertThat(EventSamples.all())
        .extracting(event -> (Object) event.getClass())
        .contains((Object[]) types);
  }

  /** Golden journals are what releases wrote; they are read for ever. */
  @Test
  void journalsOfEveryReleaseAreRead() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode stored = json.readTree(line);
          EncodedEvent event =
              new EncodedEvent(
                  stored.get("type").textValue(),
                  stored.get("version").intValue(),
                  stored.get("payload").toString());
          assertThat(codec.decode(file.toString(), 1, event)).isNotNull();
        }
      }
    }
  }

  /** A released file is never changed; {@code -Dgolden.write=true} writes the present one. */
  @Test
  void whatIsWrittenTodayIsTheNewestGoldenJournal() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.write(GOLDEN.resolve(PRESENT), EventSamples.all().stream().map(this::line).toList());
    }
    assertThat(Files.readAllLines(GOLDEN.resolve(PRESENT)))
        .as("an event is stored in another form: raise its version, add an upcast and a new file")
        .isEqualTo(EventSamples.all().stream().map(this::line).toList());
  }

  private String line(PipelineEvent event) {
    EncodedEvent encoded = codec.encode(event);
    return "{\"type\":\"%s\",\"version\":%d,\"payload\":%s}"
        .formatted(encoded.type(), encoded.version(), encoded.payload());
  }

  @Test
  void unknownTypesVersionsAndFieldsNameThePipelineAndTheEvent() {
    assertUnreadable(new EncodedEvent("job-teleported", 1, "{}"), "job-teleported");
    assertUnreadable(new EncodedEvent("job-running", 2, "{\"attempt\":1}"), "version 2");
    assertUnreadable(new EncodedEvent("job-running", 1, "{\"attempt\":1,\"colour\":2}"), "colour");
    assertUnreadable(new EncodedEvent("job-running", 1, "{}"), "attempt");
    assertUnreadable(new EncodedEvent("job-running", 1, "{\"attempt\":"), "job-running");
    assertUnreadable(new EncodedEvent("job-running", 1, "null"), "job-running");
  }

  private void assertUnreadable(EncodedEvent stored, String named) {
    assertThatThrownBy(() -> codec.decode("orders", 7, stored))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("Event 7 of pipeline 'orders'")
        .hasMessageContaining(named);
  }

  @Test
  void olderVersionsAreBroughtUpStepByStep() {
    List<EventType> types = List.of(new EventType("job-ran", 3, PipelineEvent.JobRunning.class));
    EventCodec later =
        new EventCodec(
            types,
            List.of(
                new Upcast("job-ran", 1, old -> old.without("host")),
                new Upcast("job-ran", 2, old -> old.put("attempt", 9))));
    assertThat(later.decode("p", 1, new EncodedEvent("job-ran", 1, "{\"host\":\"a\"}")))
        .isEqualTo(new PipelineEvent.JobRunning(9));
    assertThat(later.decode("p", 1, new EncodedEvent("job-ran", 3, "{\"attempt\":4}")))
        .isEqualTo(new PipelineEvent.JobRunning(4));
  }

  @Test
  void metadataReadsBackEqual() {
    EventMetadata metadata =
        new EventMetadata("ann", Optional.of(new IdempotencyKey("k", "hash")), "t");
    assertThat(codec.decodeMetadata("p", 1, codec.encodeMetadata(metadata))).isEqualTo(metadata);
  }
}
