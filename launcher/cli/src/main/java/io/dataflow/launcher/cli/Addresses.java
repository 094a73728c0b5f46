package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.StackPorts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a person looks once the stack runs. */
final class Addresses {

  private Addresses() {}

  static Map<String, String> of(StackPorts ports) {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("API", "http://localhost:" + ports.api() + "/api/v1/pipelines");
    addresses.put("metrics", "http://localhost:" + ports.api() + "/metrics");
    addresses.put("Flink", "http://localhost:" + ports.flink());
    addresses.put("Cassandra", "localhost:" + ports.cql());
    addresses.put(
        "Flink metrics",
        "http://localhost:"
            + ports.jobManagerMetrics()
            + "/metrics, http://localhost:"
            + ports.taskManagerMetrics()
            + "/metrics");
    return addresses;
  }
}
