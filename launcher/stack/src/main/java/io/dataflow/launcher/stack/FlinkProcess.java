package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of the Flink cluster: one lib folder, one configuration, a Prometheus page each. */
abstract sealed class FlinkProcess extends ServerProcess
    permits JobManagerProcess, TaskManagerProcess {

  private final StackSettings settings;
  private final int metricsPort;

  FlinkProcess(String name, StackSettings settings, int metricsPort) {
    super(name, settings);
    this.settings = settings;
    this.metricsPort = metricsPort;
  }

  /** The process's Prometheus page. */
  public URI metricsUrl() {
    return URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
  }

  @Override
  final Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", new FlinkConf(settings).folder().toString());
  }

  /**
   * Writes the configuration and gives the command line.
   *
   * @param heap in MB
   * @param jvm what this process alone wants of its JVM
   * @param properties Flink's options that are this process's own, {@code key=value} each
   */
  final JavaCommand command(String mainClass, int heap, List<String> jvm, List<String> properties)
      throws IOException {
    FlinkConf conf = new FlinkConf(settings);
    conf.write();
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heap + "m");
    options.add("-XX:MaxMetaspaceSize=" + FlinkConf.METASPACE_MB + "m");
    options.addAll(jvm);
    options.addAll(FlinkConf.MODULES);
    options.add("-Dlog.file=" + log());
    options.add("-Dlog4j.configurationFile=" + conf.folder().resolve("log4j2.properties").toUri());
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf.folder().toString()));
    properties.forEach(property -> arguments.addAll(List.of("-D", property)));
    arguments.addAll(List.of("-D", "metrics.reporter.prom.port=" + metricsPort));
    return new JavaCommand(
        options, List.of(JavaCommand.jars(settings.libraries().flink())), mainClass, arguments);
  }
}
