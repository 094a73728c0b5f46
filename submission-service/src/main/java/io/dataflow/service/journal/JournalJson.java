package io.dataflow.service.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dataflow.service.domain.StartFrom;
import java.io.IOException;

/** How the domain's values look as JSON. Strict: what is missing or unknown is an error. */
final class JournalJson {
  private JournalJson() {}

  static JsonMapper mapper() {
    SimpleModule domain = new SimpleModule("domain");
    domain.addSerializer(StartFrom.class, new StartFromWriter());
    domain.addDeserializer(StartFrom.class, new StartFromReader());
    domain.addDeserializer(StartFrom.FromCheckpoint.class, new FromCheckpointReader());
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(domain)
        // Only a record's components are stored, whatever else its methods compute.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
            SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static final class StartFromWriter extends JsonSerializer<StartFrom> {
    @Override
    public void serialize(StartFrom from, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(from.text());
    }
  }

  private static final class StartFromReader extends JsonDeserializer<StartFrom> {
    @Override
    public StartFrom deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return StartFrom.parse(in.getValueAsString());
    }
  }

  private static final class FromCheckpointReader
      extends JsonDeserializer<StartFrom.FromCheckpoint> {
    @Override
    public StartFrom.FromCheckpoint deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      String text = in.getValueAsString();
      if (StartFrom.parse(text) instanceof StartFrom.FromCheckpoint checkpoint) {
        return checkpoint;
      }
      return (StartFrom.FromCheckpoint)
          context.handleWeirdStringValue(StartFrom.FromCheckpoint.class, text, "no checkpoint");
    }
  }
}
