package io.dataflow.differential;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Flink SQL in a child process: its planner sees the tests' own texts only, and its Calcite and
 * Janino are on no class path of ours.
 */
public final class FlinkSqlProcess {
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Path request;
  private final Path answer;
  private final Path output;

  private FlinkSqlProcess(Process process, Path request, Path answer, Path output) {
    this.process = process;
    this.request = request;
    this.answer = answer;
    this.output = output;
  }

  /**
   * Runs the queries beside the caller, until {@link #answers}.
   *
   * @param views statements over the tables, by name
   */
  public static FlinkSqlProcess start(
      List<SqlTable> tables, Map<String, String> views, List<SqlQuery> queries) throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    Path request = Files.createTempFile(target, "flink-sql", ".request");
    Path answer = Files.createTempFile(target, "flink-sql", ".answer");
    Path output = Files.createTempFile(target, "flink-sql", ".txt");
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(request))) {
      out.writeObject(new SqlRequest(tables, views, queries));
    }
    String classPath =
        String.join(
            System.getProperty("path.separator"),
            target.resolve("test-classes").toString(),
            target.resolve("classes").toString(),
            Files.readString(target.resolve("flink-sql.classpath")).strip());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath,
                FlinkSqlProgram.class.getName(),
                request.toString(),
                answer.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    return new FlinkSqlProcess(process, request, answer, output);
  }

  /** By the queries' names. */
  public Map<String, SqlAnswer> answers() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Flink SQL takes too long: " + Files.readString(output));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("Flink SQL failed: " + Files.readString(output));
    }
    Map<String, SqlAnswer> answers = new LinkedHashMap<>();
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(answer))) {
      for (int i = in.readInt(); i > 0; i--) {
        answers.put(in.readUTF(), (SqlAnswer) in.readObject());
      }
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    for (Path file : List.of(request, answer, output)) {
      Files.delete(file);
    }
    return answers;
  }
}
