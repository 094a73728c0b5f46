package io.dataflow.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.service.http.AccessToken;
import io.dataflow.service.http.HttpSettings;
import io.dataflow.service.http.Role;
import io.dataflow.service.preview.TrialLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, read from {@code application.conf} and the environment.
 *
 * @param token shown to other instances; empty: none
 * @param policy what connectors may touch
 * @param parameters values of <code>${param:NAME}</code>
 */
public record ServiceSettings(
    HttpSettings http,
    Optional<String> token,
    Path home,
    MetricsPort metrics,
    Cassandra cassandra,
    Flink flink,
    Duration slotLease,
    ConnectorPolicy policy,
    boolean allowLiteralSecrets,
    TrialLimits trials,
    Map<String, String> parameters,
    Logging logging) {

  /** The page with the metrics alone; port 0: off. */
  public record MetricsPort(String host, int port) {}

  /** Where the journal is; the driver's own block is passed through. */
  public record Cassandra(
      List<InetSocketAddress> contactPoints,
      String localDatacenter,
      String journalKeyspace,
      String snapshotKeyspace,
      String replication,
      boolean createKeyspaces,
      boolean createTables,
      Duration requestTimeout,
      Config driver) {}

  /** Where the cluster is. */
  public record Flink(URI url, Optional<Path> configuration) {}

  /** What becomes of log lines. */
  public record Logging(String level, String format, Optional<Path> file) {}

  /** Reads {@code -Dconfig.file}, or {@code conf/application.conf} in the home folder. */
  public static ServiceSettings load(Map<String, String> environment) {
    String home = environment.getOrDefault("DATAFLOW_HOME", ".dataflow");
    String named = System.getProperty("config.file");
    Path file = named == null ? Path.of(home, "conf", "application.conf") : Path.of(named);
    try {
      Config parsed =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(named == null));
      return of(environment, parsed.resolve());
    } catch (ConfigException e) {
      throw new SettingsException(file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * @throws SettingsException if anything is unknown or wrong
   */
  static ServiceSettings of(Map<String, String> environment, Config file) {
    SettingsReader read = new SettingsReader(environment, file);
    HttpSettings http = http(read);
    if (!http.loopback() && http.tokens().isEmpty()) {
      throw new SettingsException(
          "dataflow.api.host (API_HOST) is '"
              + http.host()
              + "', which others can reach, but dataflow.api.tokens is empty; configure tokens, or"
              + " listen on 127.0.0.1");
    }
    return new ServiceSettings(
        http,
        nonEmpty(read.text("dataflow.token")),
        Path.of(read.text("dataflow.home")),
        new MetricsPort(
            read.text("dataflow.metrics.host"), read.number("dataflow.metrics.port", 0, 65_535)),
        cassandra(read),
        flink(read),
        read.duration("dataflow.slots.lease"),
        new ConnectorPolicy(read.list("dataflow.connectors.file-roots")),
        read.flag("dataflow.secrets.allow-literals"),
        new TrialLimits(
            read.number("dataflow.preview.heap-megabytes", 64, 8192),
            read.duration("dataflow.preview.timeout"),
            read.number("dataflow.preview.concurrent", 0, 64)),
        read.table("dataflow.parameters"),
        logging(read));
  }

  private static HttpSettings http(SettingsReader read) {
    String host = read.text("dataflow.api.host");
    int port = read.number("dataflow.api.port", 0, 65_535);
    String advertised = read.text("dataflow.advertised-url");
    if (!advertised.isEmpty() && !advertised.matches("https?://[^/?#]+/?")) {
      throw read.wrong("dataflow.advertised-url", advertised, "http://host:port");
    }
    return new HttpSettings(
        host,
        port,
        read.duration("dataflow.api.request-timeout"),
        read.duration("dataflow.api.idle-timeout"),
        read.number("dataflow.api.threads", 2, 1_000),
        read.number("dataflow.api.max-waiters", 0, 10_000),
        read.number("dataflow.api.max-streams", 0, 10_000),
        read.size("dataflow.api.max-body-size"),
        read.size("dataflow.api.max-definition-size"),
        read.number("dataflow.api.requests-per-second", 0, 1_000_000),
        read.list("dataflow.api.allowed-hosts"),
        read.list("dataflow.api.allowed-origins"),
        tokens(read),
        read.duration("dataflow.api.websocket.update-interval"),
        advertised.isEmpty() ? "http://" + host + ":" + port : advertised.replaceFirst("/$", ""));
  }

  private static List<AccessToken> tokens(SettingsReader read) {
    List<AccessToken> tokens = new ArrayList<>();
    for (ConfigValue value : read.values("dataflow.api.tokens")) {
      tokens.add(
          value instanceof ConfigObject object
              ? token(
                  read,
                  member(object, "name"),
                  member(object, "role"),
                  member(object, "sha256"),
                  object.size() == 3)
              : token(read, String.valueOf(value.unwrapped())));
    }
    return tokens;
  }

  private static String member(ConfigObject object, String name) {
    ConfigValue value = object.get(name);
    return value == null ? "" : String.valueOf(value.unwrapped());
  }

  private static AccessToken token(SettingsReader read, String text) {
    String[] parts = text.split(":", -1);
    return parts.length == 3
        ? token(read, parts[0], parts[1], parts[2], true)
        : token(read, "", "", "", false);
  }

  private static AccessToken token(
      SettingsReader read, String name, String role, String hash, boolean complete) {
    Optional<Role> known = Role.of(role);
    if (!complete || name.isBlank() || known.isEmpty() || !hash.matches("[0-9a-f]{64}")) {
      throw read.wrong(
          "dataflow.api.tokens",
          "(not shown)",
          "{name: ci, role: viewer|operator|editor|admin, sha256: <64 hex digits>} for each token");
    }
    return new AccessToken(name, known.get(), hash);
  }

  private static Cassandra cassandra(SettingsReader read) {
    List<InetSocketAddress> points = new ArrayList<>();
    for (String point : read.list("dataflow.cassandra.contact-points")) {
      int colon = point.lastIndexOf(':');
      String port = colon < 0 ? "9042" : point.substring(colon + 1);
      String host = colon < 0 ? point : point.substring(0, colon);
      if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
        throw read.wrong("dataflow.cassandra.contact-points", point, "host:port");
      }
      points.add(InetSocketAddress.createUnresolved(host, Integer.parseInt(port)));
    }
    return new Cassandra(
        points,
        read.text("dataflow.cassandra.local-dc"),
        read.text("dataflow.cassandra.journal-keyspace"),
        read.text("dataflow.cassandra.snapshot-keyspace"),
        read.text("dataflow.cassandra.replication"),
        read.flag("dataflow.cassandra.keyspace-autocreate"),
        read.flag("dataflow.cassandra.tables-autocreate"),
        read.duration("dataflow.cassandra.request-timeout"),
        read.block("datastax-java-driver"));
  }

  private static Flink flink(SettingsReader read) {
    String url = read.text("dataflow.flink.url");
    if (!url.matches("http://[^/?#:]+:\\d{1,5}/?")) {
      throw read.wrong("dataflow.flink.url", url, "http://host:port");
    }
    return new Flink(
        URI.create(url.replaceFirst("/$", "")),
        nonEmpty(read.text("dataflow.flink.conf-dir")).map(Path::of));
  }

  private static Logging logging(SettingsReader read) {
    String level = read.text("dataflow.log.level");
    if (!level.matches("TRACE|DEBUG|INFO|WARN|ERROR")) {
      throw read.wrong("dataflow.log.level", level, "TRACE, DEBUG, INFO, WARN or ERROR");
    }
    String format = read.text("dataflow.log.format");
    if (!format.matches("text|json")) {
      throw read.wrong("dataflow.log.format", format, "text or json");
    }
    return new Logging(level, format, nonEmpty(read.text("dataflow.log.file")).map(Path::of));
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
