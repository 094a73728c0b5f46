package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The submission service. */
public final class ServiceProcess extends ServerProcess {

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  ServiceProcess(StackSettings settings) {
    super("service", settings);
    this.settings = settings;
  }

  /** The REST API, pages and metrics. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + settings.ports().api());
  }

  /**
   * Runs the service alone, in the terminal of this JVM and with its environment, until it ends.
   *
   * @return the service's exit code
   */
  public int runInForeground() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command().line(true, Path.of("")));
    builder.environment().putIfAbsent("DATAFLOW_HOME", settings.layout().home().toString());
    return builder.inheritIO().start().waitFor();
  }

  @Override
  Optional<String> missing() throws InterruptedException {
    return probe.missing(url().resolve("/health/ready"), body -> Optional.empty());
  }

  @Override
  Map<String, String> environment() {
    StackPorts ports = settings.ports();
    Map<String, String> variables = new TreeMap<>();
    variables.put("API_HOST", "127.0.0.1");
    variables.put("API_PORT", Integer.toString(ports.api()));
    variables.put("METRICS_PORT", Integer.toString(ports.serviceMetrics()));
    variables.put("CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + ports.cql());
    variables.put("CASSANDRA_LOCAL_DC", CassandraProcess.LOCAL_DATACENTER);
    variables.put("FLINK_URL", "http://127.0.0.1:" + ports.flink());
    variables.put("FLINK_CONF_DIR", new FlinkConf(settings).folder().toString());
    variables.put("DATAFLOW_HOME", settings.layout().home().toString());
    variables.put("DATAFLOW_LOG_FILE", log().toString());
    // On one's own machine a password in a definition is one's own business.
    variables.put("DATAFLOW_SECRETS_ALLOW_LITERALS", "true");
    variables.putAll(settings.service());
    return variables;
  }

  @Override
  JavaCommand command() {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + settings.memory().serviceHeap() + "m");
    options.add("-XX:+ExitOnOutOfMemoryError");
    if (settings.shortLived()) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    // The job graph is built here; Flink looks into JDK collections while doing so.
    options.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    options.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    return new JavaCommand(
        options,
        List.of(JavaCommand.jars(settings.libraries().service())),
        "io.dataflow.service.Main",
        List.of());
  }
}
