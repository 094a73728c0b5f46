package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.pipeline.AggregateConfig;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.EventTime;
import io.dataflow.pipeline.FlatMap;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.TopNConfig;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import io.dataflow.schema.RecordSchema;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a definition as its canonical document: today's spellings, all ids written out, members in
 * a fixed order. Equal definitions give equal documents, and a document reads back as the
 * definition it was written from.
 */
public final class DefinitionWriter {
  private DefinitionWriter() {}

  public static ObjectNode write(PipelineDefinition definition) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    definition.id().ifPresent(id -> root.put("id", id));
    root.put("name", definition.name());
    root.put("description", definition.description());
    if (!definition.labels().isEmpty()) {
      root.set("labels", strings(new TreeMap<>(definition.labels())));
    }
    if (definition.linear()) {
      root.set("source", source(definition.sources().get(0)));
    } else {
      ObjectNode sources = root.putObject("sources");
      definition.sources().forEach(source -> sources.set(source.id(), source(source)));
    }
    ArrayNode transforms = root.putArray("transforms");
    definition.transforms().forEach(transform -> transforms.add(transform(transform)));
    if (definition.linear()) {
      root.set("sink", sink(definition.sinks().get(0)));
    } else {
      ObjectNode sinks = root.putObject("sinks");
      definition.sinks().forEach(sink -> sinks.set(sink.id(), sink(sink)));
    }
    definition.deadLetter().ifPresent(sink -> root.set("deadLetter", sink(sink)));
    ObjectNode settings = settings(definition.settings());
    if (!settings.isEmpty()) {
      root.set("settings", settings);
    }
    if (!definition.tests().isEmpty()) {
      TestCodec.write(definition.tests(), root);
    }
    return root;
  }

  private static ObjectNode source(SourceDefinition source) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sourceType", source.type());
    node.put("connectionString", source.connectionString());
    source.batchSize().ifPresent(size -> node.put("batchSize", size));
    source.pollInterval().ifPresent(interval -> node.put("pollIntervalMs", interval.toMillis()));
    if (!source.options().isEmpty()) {
      node.set("options", strings(new TreeMap<>(source.options())));
    }
    source.schema().ifPresent(schema -> node.set("schema", schema(schema)));
    source.eventTime().ifPresent(eventTime -> node.set("eventTime", eventTime(eventTime)));
    source.onError().ifPresent(policy -> node.put("onError", policy.text()));
    return node;
  }

  /** Field names to type texts, in field order. */
  public static ObjectNode schema(RecordSchema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    schema.fields().forEach(field -> node.put(field.name(), field.type().toString()));
    return node;
  }

  private static ObjectNode eventTime(EventTime eventTime) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("field", eventTime.field());
    node.put("maxOutOfOrderness", Durations.format(eventTime.maxOutOfOrderness()));
    eventTime
        .idleTimeout()
        .ifPresent(timeout -> node.put("idleTimeout", Durations.format(timeout)));
    return node;
  }

  private static ObjectNode transform(TransformDefinition transform) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", transform.id());
    node.put("transformType", transform.config().type());
    if (!transform.inputs().isEmpty()) {
      ArrayNode inputs = node.putArray("inputs");
      transform.inputs().forEach(inputs::add);
    }
    node.set("config", config(transform.config()));
    transform.onError().ifPresent(policy -> node.put("onError", policy.text()));
    return node;
  }

  /** The config of a step in today's spelling. */
  public static ObjectNode config(TransformConfig config) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (config instanceof TransformConfig.Filter filter) {
      node.put("expression", filter.expression());
    } else if (config instanceof TransformConfig.FieldFilter filter) {
      node.put("field", filter.field());
      node.put("operator", filter.operator());
      node.put("value", filter.value());
    } else if (config instanceof TransformConfig.MapFields map) {
      node.set("set", strings(map.set()));
      node.set("rename", strings(map.rename()));
      ArrayNode drop = node.putArray("drop");
      map.drop().forEach(drop::add);
      node.put("preserveUnmapped", map.preserveUnmapped());
    } else if (config instanceof TransformConfig.SelectFields select) {
      SelectCodec.write(select, node);
    } else if (config instanceof TransformConfig.Route route) {
      RouteCodec.write(route, node);
    } else if (config instanceof TransformConfig.Deduplicate deduplicate) {
      DeduplicateCodec.write(deduplicate, node);
    } else if (config instanceof FlatMap flatMap) {
      FlatMapCodec.write(flatMap, node);
    } else if (config instanceof Enrich enrich) {
      EnrichCodec.write(enrich, node);
    } else if (config instanceof AggregateConfig aggregate) {
      AggregateCodec.write(aggregate, node);
    } else if (config instanceof JoinConfig join) {
      JoinCodec.write(join, node);
    } else if (config instanceof TopNConfig topN) {
      TopNCodec.write(topN, node);
    }
    return node;
  }

  private static ObjectNode sink(SinkDefinition sink) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sinkType", sink.type());
    node.put("connectionString", sink.connectionString());
    sink.batchSize().ifPresent(size -> node.put("batchSize", size));
    if (!sink.options().isEmpty()) {
      node.set("options", strings(new TreeMap<>(sink.options())));
    }
    sink.input().ifPresent(input -> node.put("input", input));
    sink.onError().ifPresent(policy -> node.put("onError", policy.text()));
    return node;
  }

  private static ObjectNode settings(PipelineSettings settings) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    settings.parallelism().ifPresent(parallelism -> node.put("parallelism", parallelism));
    settings
        .checkpointInterval()
        .ifPresent(interval -> node.put("checkpointInterval", Durations.format(interval)));
    settings
        .deliveryGuarantee()
        .ifPresent(guarantee -> node.put("deliveryGuarantee", guarantee.text()));
    ObjectNode snapshots = JsonNodeFactory.instance.objectNode();
    settings.snapshotsKeep().ifPresent(keep -> snapshots.put("keep", keep));
    settings.snapshotsMaxAge().ifPresent(age -> snapshots.put("maxAge", Durations.format(age)));
    if (!snapshots.isEmpty()) {
      node.set("snapshots", snapshots);
    }
    settings.errorLimit().ifPresent(limit -> node.set("errorLimit", ErrorLimitCodec.write(limit)));
    return node;
  }

  private static ObjectNode strings(Map<String, String> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach(node::put);
    return node;
  }
}
