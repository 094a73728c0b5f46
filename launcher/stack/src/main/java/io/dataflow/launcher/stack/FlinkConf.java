package io.dataflow.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cluster's configuration: {@code flink-conf/config.yaml} plus what is this stack's own. Both
 * Flink processes read the same file; the ports of their metrics pages are given on their command
 * lines.
 */
final class FlinkConf {

  /** One TaskManager with room for many small pipelines; a slot is cheap until it is used. */
  static final int SLOTS = 32;

  // Flink's env.java.opts.all, which its shell scripts would add.
  static final List<String> MODULES =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  static final int METASPACE_MB = 256;

  private final StackSettings settings;

  FlinkConf(StackSettings settings) {
    this.settings = settings;
  }

  Path folder() {
    return settings.layout().generatedConf().resolve("flink");
  }

  /** Writes {@code config.yaml} and the logging configuration; safe to repeat. */
  void write() throws IOException {
    Path source = settings.libraries().flinkConf();
    Map<String, String> own = own();
    own.putAll(settings.flink());
    String shared =
        Files.readAllLines(source.resolve("config.yaml")).stream()
            .filter(line -> !own.containsKey(line.split(":", 2)[0]))
            .collect(Collectors.joining("\n", "", "\n"));
    String mine =
        own.entrySet().stream()
            .map(option -> option.getKey() + ": " + quoted(option.getValue()) + "\n")
            .collect(Collectors.joining("", "\n# This stack's own.\n", ""));
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("config.yaml"), shared + mine);
    Files.writeString(
        folder().resolve("log4j2.properties"),
        Files.readString(source.resolve("log4j2.properties")));
  }

  private Map<String, String> own() {
    StackLayout layout = settings.layout();
    StackPorts ports = settings.ports();
    StackMemory memory = settings.memory();
    Map<String, String> options = new LinkedHashMap<>();
    for (String key :
        List.of(
            "jobmanager.bind-host",
            "jobmanager.rpc.address",
            "taskmanager.bind-host",
            "taskmanager.host",
            "rest.address",
            "rest.bind-address")) {
      options.put(key, "127.0.0.1");
    }
    options.put("jobmanager.rpc.port", Integer.toString(ports.jobManagerRpc()));
    options.put("rest.port", Integer.toString(ports.flink()));
    options.put("blob.server.port", Integer.toString(ports.blob()));
    options.put("taskmanager.rpc.port", Integer.toString(ports.taskManagerRpc()));
    options.put("taskmanager.data.port", Integer.toString(ports.taskManagerData()));
    options.put("web.access-control-allow-origin", "http://localhost:" + ports.flink());

    Path temporary = layout.run().resolve("flink");
    options.put("io.tmp.dirs", temporary.toString());
    options.put("web.tmpdir", temporary.toString());
    options.put("execution.checkpointing.dir", uri(layout.checkpoints()));
    options.put("execution.checkpointing.savepoint-dir", uri(layout.savepoints()));
    options.put("jobmanager.archive.fs.dir", uri(layout.archive()));

    // The stock reporter listens on every interface and cannot be told not to.
    options.put(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.LoopbackPrometheusReporterFactory");

    // All of the TaskManager's memory is named, so nothing has to be derived by a JVM of its own
    // before the real one can be started. The JVM's flags are in TaskManagerProcess.
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    options.put("taskmanager.cpu.cores", Integer.toString(SLOTS));
    options.put("taskmanager.memory.task.heap.size", memory.taskHeap() + "m");
    options.put("taskmanager.memory.task.off-heap.size", "0m");
    options.put("taskmanager.memory.framework.heap.size", StackMemory.FRAMEWORK_HEAP + "m");
    options.put("taskmanager.memory.framework.off-heap.size", StackMemory.FRAMEWORK_OFF_HEAP + "m");
    options.put("taskmanager.memory.network.min", memory.network() + "m");
    options.put("taskmanager.memory.network.max", memory.network() + "m");
    options.put("taskmanager.memory.managed.size", memory.managed() + "m");
    options.put("taskmanager.memory.jvm-metaspace.size", METASPACE_MB + "m");
    options.put("taskmanager.memory.jvm-overhead.min", "192m");
    options.put("taskmanager.memory.jvm-overhead.max", "192m");
    return options;
  }

  // Flink's Path takes a URI's text as it is: an escaped blank would become part of the name.
  private static String uri(Path folder) {
    return "file://" + folder;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
