package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flink's JobManager of a session cluster, without high availability. */
public final class JobManagerProcess extends FlinkProcess {

  private final StackSettings settings;
  private final HttpProbe probe = new HttpProbe();

  JobManagerProcess(StackSettings settings) {
    super("jobmanager", settings, settings.ports().jobManagerMetrics());
    this.settings = settings;
  }

  /** Flink's REST endpoint and dashboard. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + settings.ports().flink());
  }

  @Override
  Optional<String> missing() throws InterruptedException {
    return probe.missing(url().resolve("/overview"), body -> Optional.empty());
  }

  @Override
  JavaCommand command() throws IOException {
    List<String> jvm = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    if (settings.shortLived()) {
      jvm.add("-XX:TieredStopAtLevel=1");
    }
    return command(
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        settings.memory().jobManagerHeap(),
        jvm,
        List.of());
  }
}
