package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flink's only TaskManager. Ready when the JobManager counts the slots of this very process. */
public final class TaskManagerProcess extends ServerProcess {

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

  // A predecessor that was killed counts until its heartbeat is missed: only the id tells them
  // apart.
  @Override
  Optional<String> missing() throws IOException, InterruptedException {
    Path file = resourceIdFile();
    if (!Files.exists(file)) {
      return Optional.of("it was not started from " + settings.layout().home());
    }
    Pattern own =
        Pattern.compile(
            "\"id\":\"" + Files.readString(file) + "\"[^{}]*\"slotsNumber\":" + FlinkConf.SLOTS);
    URI all = URI.create("http://127.0.0.1:" + settings.ports().flink() + "/taskmanagers");
    return probe.missing(
        all,
        body ->
            own.matcher(body).find()
                ? Optional.empty()
                : Optional.of("the JobManager does not know its slots"));
  }

  private Path resourceIdFile() {
    return settings.layout().run().resolve("taskmanager.id");
  }

  @Override
  Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", new FlinkConf(settings).folder().toString());
  }

  @Override
  JavaCommand command() throws IOException {
    FlinkConf conf = new FlinkConf(settings);
    conf.write();
    String resourceId = "taskmanager-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Files.writeString(resourceIdFile(), resourceId);
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
            "taskmanager.resource-id=" + resourceId,
            "-D",
            "metrics.reporter.prom.port=" + settings.ports().taskManagerMetrics()));
  }
}
