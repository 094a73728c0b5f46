package io.dataflow.launcher.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that defines a stack.
 *
 * @param layout where its files are
 * @param libraries where its jars are
 * @param ports where it listens
 * @param memory what it may take
 * @param flink Flink options that replace or add to {@code flink-conf}, by their flat keys
 * @param service environment variables for the service, added to those that the stack sets
 * @param detached whether the processes outlive this JVM
 * @param shortLived whether to trade throughput for a quicker start
 */
public record StackSettings(
    StackLayout layout,
    StackLibraries libraries,
    StackPorts ports,
    StackMemory memory,
    Map<String, String> flink,
    Map<String, String> service,
    boolean detached,
    boolean shortLived) {

  public StackSettings {
    flink = Map.copyOf(flink);
    service = Map.copyOf(service);
  }

  /**
   * A stack for tests: free ports, little memory, and processes that die with this JVM.
   *
   * @param home the stack's folder, usually a temporary one
   */
  public static StackSettings forTests(Path home) throws IOException {
    String root = System.getProperty("dataflow.root");
    if (root == null) {
      throw new IllegalStateException("the system property dataflow.root must name the checkout");
    }
    return new StackSettings(
        new StackLayout(home),
        StackLibraries.ofCheckout(Path.of(root)),
        StackPorts.free(),
        StackMemory.small(),
        Map.of(),
        Map.of(),
        false,
        true);
  }

  /** The same with one more Flink option. */
  public StackSettings withFlink(String key, String value) {
    return new StackSettings(
        layout, libraries, ports, memory, plus(flink, key, value), service, detached, shortLived);
  }

  /** The same with one more environment variable for the service. */
  public StackSettings withService(String name, String value) {
    return new StackSettings(
        layout, libraries, ports, memory, flink, plus(service, name, value), detached, shortLived);
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }
}
