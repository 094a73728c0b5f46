package io.dataflow.launcher.stack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every TCP port of a stack, all on loopback.
 *
 * @param api the service's REST API and pages
 * @param flink Flink's REST endpoint and dashboard
 * @param serviceMetrics the service's metrics page
 * @param cql Cassandra's native protocol
 * @param cassandraStorage Cassandra's node-to-node port
 * @param jobManagerRpc the JobManager's RPC
 * @param blob the JobManager's blob server
 * @param taskManagerRpc the TaskManager's RPC
 * @param taskManagerData the TaskManager's data exchange
 * @param jobManagerMetrics the JobManager's Prometheus page
 * @param taskManagerMetrics the TaskManager's Prometheus page
 */
public record StackPorts(
    int api,
    int flink,
    int serviceMetrics,
    int cql,
    int cassandraStorage,
    int jobManagerRpc,
    int blob,
    int taskManagerRpc,
    int taskManagerData,
    int jobManagerMetrics,
    int taskManagerMetrics) {

  private static final int COUNT = 11;

  /** The ports that the documentation names: each server's own default where it has one. */
  public static StackPorts standard() {
    return new StackPorts(8080, 8081, 9095, 9042, 7000, 6123, 6124, 6122, 6121, 9249, 9250);
  }

  /** Consecutive ports, in the order of the components. */
  public static StackPorts from(int base) {
    if (base < 1024 || base > 65535 - COUNT) {
      throw new IllegalArgumentException(
          "the port base must lie between 1024 and " + (65535 - COUNT) + ", not " + base);
    }
    return of(java.util.stream.IntStream.range(base, base + COUNT).boxed().toList());
  }

  /** Ports that were free a moment ago. */
  public static StackPorts free() throws IOException {
    return of(PortAllocator.free(COUNT));
  }

  /** The ports by the names that {@link #fromMap} reads, in the order of the components. */
  public Map<String, Integer> toMap() {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("api", api);
    map.put("flink", flink);
    map.put("service-metrics", serviceMetrics);
    map.put("cql", cql);
    map.put("cassandra-storage", cassandraStorage);
    map.put("jobmanager-rpc", jobManagerRpc);
    map.put("blob", blob);
    map.put("taskmanager-rpc", taskManagerRpc);
    map.put("taskmanager-data", taskManagerData);
    map.put("jobmanager-metrics", jobManagerMetrics);
    map.put("taskmanager-metrics", taskManagerMetrics);
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException if a port is missing
   */
  public static StackPorts fromMap(Map<String, Integer> map) {
    return of(
        standard().toMap().keySet().stream()
            .map(
                name -> {
                  Integer port = map.get(name);
                  if (port == null) {
                    throw new IllegalArgumentException("no port '" + name + "'");
                  }
                  return port;
                })
            .toList());
  }

  private static StackPorts of(List<Integer> p) {
    return new StackPorts(
        p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), p.get(8),
        p.get(9), p.get(10));
  }
}
