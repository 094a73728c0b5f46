package io.dataflow.launcher.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One Cassandra node that keeps what it acknowledged across {@code kill -9}. */
public final class CassandraProcess extends ServerProcess {

  /** The name of the only data centre, as drivers must be told. */
  public static final String LOCAL_DATACENTER = "datacenter1";

  // conf/jvm17-server.options of the release. Cassandra 5 runs on JDK 17 at most.
  private static final List<String> MODULES =
      List.of(
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.management.rmi/com.sun.jmx.remote.internal.rmi=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED",
          "--add-exports=java.sql/java.sql=ALL-UNNAMED",
          "--add-exports=java.base/java.lang.ref=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.reflect=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.math=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.util.jar=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED");

  private final StackSettings settings;

  CassandraProcess(StackSettings settings) {
    super("cassandra", settings);
    this.settings = settings;
  }

  /** Where drivers connect. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.ports().cql());
  }

  @Override
  Optional<String> missing() {
    return CqlProbe.missing(settings.ports().cql());
  }

  @Override
  JavaCommand command() throws IOException {
    Path conf = settings.layout().generatedConf().resolve("cassandra");
    Path data = settings.layout().data().resolve("cassandra");
    Files.createDirectories(conf);
    write(
        "cassandra.yaml",
        conf,
        Map.of(
            "data", data.toString().replace("'", "''"),
            "cql", Integer.toString(settings.ports().cql()),
            "storage", Integer.toString(settings.ports().cassandraStorage())));
    write("logback.xml", conf, Map.of());

    List<String> options = new ArrayList<>();
    // The node locks its initial heap into memory: a small one keeps it small.
    options.add("-Xms64m");
    options.add("-Xmx" + settings.memory().cassandraHeap() + "m");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:+ExitOnOutOfMemoryError");
    if (settings.shortLived()) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    options.addAll(MODULES);
    options.add("-Djava.net.preferIPv4Stack=true");
    options.add("-Djdk.attach.allowAttachSelf=true");
    options.add("-Dio.netty.tryReflectionSetAccessible=true");
    options.add("-Dcassandra.config=" + conf.resolve("cassandra.yaml").toUri());
    options.add("-Dcassandra.storagedir=" + data);
    options.add("-Dlogback.configurationFile=" + conf.resolve("logback.xml").toUri());
    options.add("-Dcassandra.log=" + log());
    options.add("-Dcassandra-foreground=yes");
    // A single node has nobody to gossip with or to announce its end to.
    options.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
    options.add("-Dcassandra.ring_delay_ms=0");
    options.add("-Dcassandra.shutdown_announce_in_ms=0");
    return new JavaCommand(
        options,
        List.of(JavaCommand.jars(settings.libraries().cassandra())),
        "org.apache.cassandra.service.CassandraDaemon",
        List.of());
  }

  private static void write(String template, Path folder, Map<String, String> values)
      throws IOException {
    try (InputStream in = CassandraProcess.class.getResourceAsStream(template)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      Files.writeString(folder.resolve(template), text);
    }
  }
}
