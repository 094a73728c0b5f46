package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the driver is told. */
final class DriverSettings {
  private DriverSettings() {}

  /** For everyday work. */
  static DriverConfigLoader forWork(CassandraSettings settings) {
    return loader(settings, Map.of("basic.session-name", "dataflow"));
  }

  /** For DDL: the driver would read the whole schema again after each statement. */
  static DriverConfigLoader forSchema(CassandraSettings settings) {
    return loader(
        settings,
        Map.of(
            "basic.session-name",
            "dataflow-schema",
            "advanced.metadata.schema.enabled",
            false,
            "basic.request.timeout",
            Duration.ofSeconds(30)));
  }

  private static DriverConfigLoader loader(CassandraSettings settings, Map<String, Object> own) {
    Map<String, Object> values = new HashMap<>();
    values.put("basic.request.timeout", settings.requestTimeout());
    values.put("basic.request.consistency", "QUORUM");
    values.put("basic.request.serial-consistency", "SERIAL");
    values.put("basic.load-balancing-policy.local-datacenter", settings.localDatacenter());
    values.put("advanced.reconnection-policy.base-delay", Duration.ofMillis(500));
    values.put("advanced.reconnection-policy.max-delay", Duration.ofSeconds(10));
    // A node that hangs is found out in seconds, so that calls fail fast meanwhile.
    values.put("advanced.heartbeat.interval", Duration.ofSeconds(5));
    values.put("advanced.heartbeat.timeout", Duration.ofSeconds(5));
    values.put("advanced.connection.init-query-timeout", Duration.ofSeconds(5));
    values.putAll(own);
    Config merged = settings.driver().withFallback(ConfigFactory.parseMap(values));
    return DriverConfigLoader.fromString(
        merged.atPath("datastax-java-driver").root().render(ConfigRenderOptions.concise()));
  }
}
