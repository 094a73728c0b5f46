package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.StackLayout;
import io.dataflow.launcher.stack.StackLibraries;
import io.dataflow.launcher.stack.StackMemory;
import io.dataflow.launcher.stack.StackPorts;
import io.dataflow.launcher.stack.StackSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The checkout that the command was called from and the folder of its local stack.
 *
 * @param checkout the folder of the {@code dataflow} script
 * @param layout {@code DATAFLOW_HOME}, else {@code .dataflow} in the checkout
 */
record Home(Path checkout, StackLayout layout) {

  private static final String SMALL = "small";

  static Home ofThisCommand() {
    Path checkout = Path.of(System.getProperty("dataflow.root", ".")).toAbsolutePath().normalize();
    String moved = System.getenv("DATAFLOW_HOME");
    return new Home(
        checkout,
        new StackLayout(
            moved == null || moved.isBlank() ? checkout.resolve(".dataflow") : Path.of(moved)));
  }

  /** The stack that was started last and not taken down since. */
  Optional<LocalStack> startedStack() throws IOException {
    Properties saved = new Properties();
    try (Reader reader = Files.newBufferedReader(stackFile())) {
      saved.load(reader);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    boolean small = Boolean.parseBoolean(String.valueOf(saved.remove(SMALL)));
    Map<String, Integer> ports =
        saved.stringPropertyNames().stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> Integer.valueOf(saved.getProperty(name)), (a, b) -> a));
    return Optional.of(LocalStack.open(settings(StackPorts.fromMap(ports), small)));
  }

  /** Remembers what {@link #startedStack} will find. */
  void remember(StackPorts ports, boolean small) throws IOException {
    Properties saved = new Properties();
    ports.toMap().forEach((name, port) -> saved.setProperty(name, Integer.toString(port)));
    saved.setProperty(SMALL, Boolean.toString(small));
    Files.createDirectories(layout.run());
    try (Writer writer = Files.newBufferedWriter(stackFile())) {
      saved.store(writer, "The local stack that was started last.");
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(stackFile());
  }

  StackSettings settings(StackPorts ports, boolean small) {
    StackLibraries built = StackLibraries.ofCheckout(checkout);
    Path running = layout.run().resolve("lib");
    return new StackSettings(
        layout,
        new StackLibraries(
            running.resolve("cassandra"),
            running.resolve("flink"),
            running.resolve("service"),
            built.flinkConf()),
        ports,
        small ? StackMemory.small() : StackMemory.standard(),
        Map.of(),
        Map.of("DATAFLOW_PARAMETERS", parameters()),
        true,
        false);
  }

  /** Where the ready-made definitions write. */
  Path out() {
    return layout.home().resolve("out");
  }

  /** What the ready-made definitions refer to, before what the user has set. */
  private String parameters() {
    String own = "templates=" + templates() + ",out=" + out();
    String users = System.getenv("DATAFLOW_PARAMETERS");
    return users == null || users.isBlank() ? own : own + "," + users;
  }

  /** The ready-made definitions. */
  Path templates() {
    return checkout.resolve("job-templates/templates");
  }

  /**
   * Gives the processes folders of jars of their own: a build that replaces jars under a running
   * JVM would break it. Hard links, so it takes no time and no space; copies where links cannot be
   * made.
   */
  void snapshotLibraries() throws IOException {
    StackLibraries built = StackLibraries.ofCheckout(checkout);
    StackLibraries running = settings(StackPorts.standard(), false).libraries();
    Folders.mirror(built.cassandra(), running.cassandra());
    Folders.mirror(built.flink(), running.flink());
    Folders.mirror(built.service(), running.service());
  }

  private Path stackFile() {
    return layout.run().resolve("stack.properties");
  }
}
