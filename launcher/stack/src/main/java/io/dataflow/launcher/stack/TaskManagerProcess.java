package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink's only TaskManager. Ready when the JobManager counts the slots of this very process, and no
 * others.
 */
public final class TaskManagerProcess extends FlinkProcess {

  private static final Pattern REGISTERED =
      Pattern.compile("\"id\":\"([^\"]+)\"[^{}]*\"slotsNumber\":(\\d+)");

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  TaskManagerProcess(StackSettings settings) {
    super("taskmanager", settings, settings.ports().taskManagerMetrics());
    this.settings = settings;
  }

  @Override
  Optional<String> missing() throws IOException, InterruptedException {
    Path file = resourceIdFile();
    if (!Files.exists(file)) {
      return Optional.of("it was not started from " + settings.layout().home());
    }
    String own = Files.readString(file);
    URI all = URI.create("http://127.0.0.1:" + settings.ports().flink() + "/taskmanagers");
    return probe.missing(all, body -> missing(own, body));
  }

  /**
   * What keeps jobs from finding their slots. A predecessor that was killed is counted until its
   * heartbeat is missed, and a job that is started meanwhile may be given its slots: only the id
   * tells them apart.
   *
   * @param own the id of the process that runs now
   * @param registered the JobManager's list, as JSON
   */
  static Optional<String> missing(String own, String registered) {
    boolean known = false;
    Matcher each = REGISTERED.matcher(registered);
    while (each.find()) {
      if (!each.group(1).equals(own)) {
        return Optional.of("the JobManager still counts the slots of " + each.group(1));
      }
      known = Integer.parseInt(each.group(2)) == FlinkConf.SLOTS;
    }
    return known ? Optional.empty() : Optional.of("the JobManager does not know its slots");
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
