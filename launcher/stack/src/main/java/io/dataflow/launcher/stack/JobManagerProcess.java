package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flink's JobManager of a session cluster, without high availability. */
public final class JobManagerProcess extends ServerProcess {

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  JobManagerProcess(StackSettings settings) {
    super("jobmanager", settings);
    this.settings = settings;
  }

  /** Flink's REST endpoint and dashboard. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + settings.ports().flink());
  }

  /** The JobManager's Prometheus page. */
  public URI metricsUrl() {
    return URI.create("http://127.0.0.1:" + settings.ports().jobManagerMetrics() + "/metrics");
  }

  @Override
  Optional<String> missing() throws InterruptedException {
    return probe.missing(url().resolve("/overview"), body -> Optional.empty());
  }

  @Override
  Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", new FlinkConf(settings).folder().toString());
  }

  @Override
  JavaCommand command() throws IOException {
    FlinkConf conf = new FlinkConf(settings);
    conf.write();
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + settings.memory().jobManagerHeap() + "m");
    options.add("-XX:MaxMetaspaceSize=" + FlinkConf.METASPACE_MB + "m");
    options.add("-XX:+UseSerialGC");
    if (settings.shortLived()) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    options.addAll(FlinkConf.MODULES);
    options.add("-Dlog.file=" + log());
    options.add("-Dlog4j.configurationFile=" + conf.folder().resolve("log4j2.properties").toUri());
    return new JavaCommand(
        options,
        List.of(JavaCommand.jars(settings.libraries().flink())),
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of(
            "--configDir",
            conf.folder().toString(),
            "-D",
            "metrics.reporter.prom.port=" + settings.ports().jobManagerMetrics()));
  }
}
