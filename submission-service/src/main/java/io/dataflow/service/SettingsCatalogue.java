package io.dataflow.service;

import static io.dataflow.service.SettingDeclaration.byKey;
import static io.dataflow.service.SettingDeclaration.named;

import io.dataflow.service.SettingDeclaration.ValueType;
import java.util.List;
import java.util.Map;

/** Every setting that there is, and what became of those of the Scala platform. */
final class SettingsCatalogue {
  private SettingsCatalogue() {}

  static final List<SettingDeclaration> ALL =
      List.of(
          named(
              "dataflow.api.host",
              "API_HOST",
              ValueType.TEXT,
              "127.0.0.1",
              "Address that the API listens on. Anything but loopback needs `dataflow.api.tokens`."),
          named("dataflow.api.port", "API_PORT", ValueType.NUMBER, "8080", "Port of the API."),
          byKey(
              "dataflow.api.request-timeout",
              ValueType.DURATION,
              "30s",
              "Longest `Prefer: wait` that is granted."),
          byKey(
              "dataflow.api.idle-timeout",
              ValueType.DURATION,
              "60s",
              "After which a silent connection is closed."),
          byKey(
              "dataflow.api.threads",
              ValueType.NUMBER,
              "64",
              "Requests worked on at the same time; more are answered 503. Health has its own threads."),
          byKey(
              "dataflow.api.max-waiters",
              ValueType.NUMBER,
              "64",
              "Requests with `Prefer: wait` that may wait at the same time; more are answered 202 at once."),
          byKey(
              "dataflow.api.max-streams",
              ValueType.NUMBER,
              "256",
              "Event streams and WebSockets open at the same time."),
          byKey("dataflow.api.max-body-size", ValueType.SIZE, "8MiB", "Longest body of a request."),
          byKey(
              "dataflow.api.max-definition-size",
              ValueType.SIZE,
              "1MiB",
              "Longest pipeline definition."),
          byKey(
              "dataflow.api.requests-per-second",
              ValueType.NUMBER,
              "0",
              "Requests of one address within a second; 0 is no limit."),
          byKey(
              "dataflow.api.allowed-hosts",
              ValueType.LIST,
              "",
              "Names in the Host header that are taken, beside loopback, `dataflow.api.host` and the advertised one."),
          byKey(
              "dataflow.api.allowed-origins",
              ValueType.LIST,
              "",
              "Origins of web pages that may call the API; switches CORS on for them."),
          byKey(
              "dataflow.api.tokens",
              ValueType.LIST,
              "",
              "Callers: `{name, role, sha256}` each, in the environment `name:role:sha256`. Roles are viewer, operator, editor, admin; the hash is SHA-256 of the token in hex. Empty: no credentials, loopback only."),
          byKey(
              "dataflow.api.websocket.update-interval",
              ValueType.DURATION,
              "2s",
              "Time between two `pipeline_update` messages of a WebSocket."),
          named(
              "dataflow.advertised-url",
              "DATAFLOW_ADVERTISED_URL",
              ValueType.TEXT,
              "",
              "Where other instances reach this one; empty: host and port of the API."),
          named(
              "dataflow.token",
              "DATAFLOW_TOKEN",
              ValueType.SECRET,
              "",
              "Token that this instance shows to others."),
          named(
              "dataflow.home",
              "DATAFLOW_HOME",
              ValueType.TEXT,
              ".dataflow",
              "Folder of the installation; `conf/application.conf` in it is read."),
          named(
              "dataflow.metrics.port",
              "METRICS_PORT",
              ValueType.NUMBER,
              "9095",
              "Port with the metrics page alone; 0 is off. The page is on the API's port, too."),
          byKey(
              "dataflow.metrics.host",
              ValueType.TEXT,
              "127.0.0.1",
              "Address that the metrics port listens on."),
          named(
              "dataflow.cassandra.contact-points",
              "CASSANDRA_CONTACT_POINTS",
              ValueType.LIST,
              "127.0.0.1:9042",
              "Cassandra nodes to begin with, `host:port`."),
          named(
              "dataflow.cassandra.local-dc",
              "CASSANDRA_LOCAL_DC",
              ValueType.TEXT,
              "datacenter1",
              "Data centre that the service is in, as Cassandra calls it."),
          byKey(
              "dataflow.cassandra.journal-keyspace",
              ValueType.TEXT,
              "dataflow_journal",
              "Keyspace of events, slots and marks."),
          byKey(
              "dataflow.cassandra.snapshot-keyspace",
              ValueType.TEXT,
              "dataflow_snapshot",
              "Keyspace of snapshots, lists and totals."),
          byKey(
              "dataflow.cassandra.replication",
              ValueType.TEXT,
              "{'class': 'SimpleStrategy', 'replication_factor': 1}",
              "Replication of keyspaces that are created, as a CQL map."),
          named(
              "dataflow.cassandra.keyspace-autocreate",
              "CASSANDRA_KEYSPACE_AUTOCREATE",
              ValueType.FLAG,
              "true",
              "Whether missing keyspaces are created."),
          named(
              "dataflow.cassandra.tables-autocreate",
              "CASSANDRA_TABLES_AUTOCREATE",
              ValueType.FLAG,
              "true",
              "Whether missing tables are created and the schema is brought up to date."),
          byKey(
              "dataflow.cassandra.request-timeout",
              ValueType.DURATION,
              "10s",
              "Longest wait for one answer of Cassandra."),
          named(
              "dataflow.flink.url",
              "FLINK_URL",
              ValueType.TEXT,
              "http://127.0.0.1:8081",
              "REST endpoint of the Flink session cluster."),
          named(
              "dataflow.flink.conf-dir",
              "FLINK_CONF_DIR",
              ValueType.TEXT,
              "",
              "Folder with the cluster's `config.yaml`, for its file systems."),
          byKey(
              "dataflow.slots.lease",
              ValueType.DURATION,
              "10s",
              "After which the slots of an instance that died are taken over."),
          byKey(
              "dataflow.connectors.file-roots",
              ValueType.LIST,
              "",
              "Folders below which pipelines may read and write files; empty: everywhere."),
          byKey(
              "dataflow.secrets.allow-literals",
              ValueType.FLAG,
              "false",
              "Whether secrets may be written into definitions instead of `${secret:NAME}`."),
          byKey(
              "dataflow.preview.heap-megabytes",
              ValueType.NUMBER,
              "256",
              "Heap of the JVM that a preview or a definition's tests run in."),
          byKey(
              "dataflow.preview.timeout",
              ValueType.DURATION,
              "30s",
              "Longest time that a preview, or one test of a definition, may take."),
          byKey(
              "dataflow.preview.concurrent",
              ValueType.NUMBER,
              "2",
              "Previews and tests that may run at the same time; more are answered 503."),
          byKey(
              "dataflow.parameters",
              ValueType.TABLE,
              "",
              "Values of `${param:NAME}` in definitions; in the environment `NAME=value`, comma-separated."),
          named(
              "dataflow.log.level",
              "DATAFLOW_LOG_LEVEL",
              ValueType.TEXT,
              "INFO",
              "Level of the log: TRACE, DEBUG, INFO, WARN, ERROR."),
          named(
              "dataflow.log.format",
              "DATAFLOW_LOG_FORMAT",
              ValueType.TEXT,
              "text",
              "`text` or `json`, one line an event."),
          named(
              "dataflow.log.file",
              "DATAFLOW_LOG_FILE",
              ValueType.TEXT,
              "",
              "File that is written beside standard output, rotated daily and at 100 MB; empty: none."));

  /** Keys of the Scala platform, longest prefix first where one contains another. */
  static final Map<String, String> SUCCESSORS =
      Map.ofEntries(
          Map.entry("pekko.http.server.request-timeout", "dataflow.api.request-timeout"),
          Map.entry("pekko.http.server.idle-timeout", "dataflow.api.idle-timeout"),
          Map.entry(
              "pekko.persistence.cassandra.journal.keyspace",
              "dataflow.cassandra.journal-keyspace"),
          Map.entry(
              "pekko.persistence.cassandra.snapshot.keyspace",
              "dataflow.cassandra.snapshot-keyspace"),
          Map.entry(
              "pekko.persistence.cassandra.journal.keyspace-autocreate",
              "dataflow.cassandra.keyspace-autocreate"),
          Map.entry(
              "pekko.persistence.cassandra.journal.tables-autocreate",
              "dataflow.cassandra.tables-autocreate"),
          Map.entry("pekko.loglevel", "dataflow.log.level"),
          Map.entry("pekko.remote.artery.canonical.hostname", "dataflow.advertised-url"),
          Map.entry("pekko.remote.artery.canonical.port", "dataflow.advertised-url"),
          Map.entry("kamon.prometheus.embedded-server.port", "dataflow.metrics.port"),
          Map.entry("kamon.prometheus.embedded-server.hostname", "dataflow.metrics.host"),
          Map.entry("dataflow.pipeline.default-batch-size", "'batchSize' in the definition"),
          Map.entry(
              "dataflow.pipeline.checkpoint-interval",
              "'settings.checkpointInterval' in the definition"));

  /** What is said of a key of Pekko, Akka or Kamon that has no successor. */
  static final String GONE =
      "delete it: instances find each other through Cassandra, and metrics need no agent";
}
