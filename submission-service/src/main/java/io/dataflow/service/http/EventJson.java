package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.journal.EventCodec;
import io.dataflow.service.journal.JournalEntry;

/** Events as the API shows them: the stored form, definitions as documents and without secrets. */
final class EventJson {
  private final EventCodec codec = new EventCodec();
  private final SecretMask mask;

  EventJson(SecretMask mask) {
    this.mask = mask;
  }

  ObjectNode render(JournalEntry entry) {
    EventCodec.EncodedEvent encoded = codec.encode(entry.event());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sequence", entry.sequenceNumber());
    json.put("id", entry.eventId().toString());
    json.put("time", entry.time().toString());
    json.put("type", encoded.type());
    json.put("schemaVersion", encoded.version());
    json.put("actor", entry.metadata().actor());
    if (!entry.metadata().traceId().isEmpty()) {
      json.put("traceId", entry.metadata().traceId());
    }
    entry.metadata().idempotencyKey().ifPresent(key -> json.put("idempotencyKey", key.key()));
    ObjectNode data = (ObjectNode) JsonText.stored(encoded.payload());
    mask.event(data);
    json.set("data", data);
    return json;
  }
}
