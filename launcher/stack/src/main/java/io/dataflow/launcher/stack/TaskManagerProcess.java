package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flink's only TaskManager. Ready when the JobManager counts the slots of this very process. */
public final class TaskManagerProcess extends FlinkProcess {

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  TaskManagerProcess(StackSettings settings) {
    super("taskmanager", settings, settings.ports().taskManagerMetrics());
    this.settings = settings;
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
  JavaCommand command() throws IOException {
    String resourceId = "taskmanager-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Files.writeString(resourceIdFile(), resourceId);
    StackMemory memory = settings.memory();
    int direct = memory.network() + StackMemory.FRAMEWORK_OFF_HEAP;
    return command(
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        memory.taskHeap() + StackMemory.FRAMEWORK_HEAP,
        List.of("-XX:MaxDirectMemorySize=" + direct + "m", "-XX:+UseG1GC"),
        List.of("taskmanager.resource-id=" + resourceId));
  }
}
