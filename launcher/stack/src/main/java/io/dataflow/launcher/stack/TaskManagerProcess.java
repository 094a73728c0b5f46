package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's only TaskManager. Ready when the JobManager counts its slots. */
public final class TaskManagerProcess extends ServerProcess {

  private static final Pattern SLOTS = Pattern.compile("\"slots-total\"\\s*:\\s*(\\d+)");

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  TaskManagerProcess(StackSettings settings) {
    super("taskmanager", settings);
    this.settings = settings;
  }

  /** The TaskManager's Prometheus page. */
  public URI metricsUrl() {
    return URI.create("http://127.0.0.1:" + settings.ports().taskManagerMetrics() + "/metrics");
  }

  @Override
  Optional<String> missing() throws InterruptedException {
    URI overview = URI.create("http://127.0.0.1:" + settings.ports().flink() + "/overview");
    return probe.missing(overview, TaskManagerProcess::missingSlots);
  }

  private static Optional<String> missingSlots(String overview) {
    Matcher total = SLOTS.matcher(overview);
    return total.find() && Integer.parseInt(total.group(1)) > 0
        ? Optional.empty()
        : Optional.of("the JobManager knows no slots: " + overview);
  }

  @Override
  Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", new FlinkConf(settings).folder().toString());
  }

  @Override
  JavaCommand command() throws IOException {
    FlinkConf conf = new FlinkConf(settings);
    conf.write();
    StackMemory memory = settings.memory();
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + (memory.taskHeap() + StackMemory.FRAMEWORK_HEAP) + "m");
    options.add(
        "-XX:MaxDirectMemorySize=" + (memory.network() + StackMemory.FRAMEWORK_OFF_HEAP) + "m");
    options.add("-XX:MaxMetaspaceSize=" + FlinkConf.METASPACE_MB + "m");
    options.add("-XX:+UseG1GC");
    options.addAll(FlinkConf.MODULES);
    options.add("-Dlog.file=" + log());
    options.add("-Dlog4j.configurationFile=" + conf.folder().resolve("log4j2.properties").toUri());
    return new JavaCommand(
        options,
        List.of(JavaCommand.jars(settings.libraries().flink())),
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        List.of(
            "--configDir",
            conf.folder().toString(),
            "-D",
            "metrics.reporter.prom.port=" + settings.ports().taskManagerMetrics()));
  }
}
