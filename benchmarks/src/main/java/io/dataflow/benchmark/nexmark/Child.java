package io.dataflow.benchmark.nexmark;

import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.NotSupportedException;
import io.dataflow.benchmark.nexmark.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process with one contestant and a Flink cluster. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Competitor competitor;
  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;

  private Child(Competitor competitor, Process process) {
    this.competitor = competitor;
    this.process = process;
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Child start(Competitor competitor, Options options, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.jvmOptions());
    command.add("-Ddataflow.root=" + options.root());
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-cp");
    command.add(competitor.classPath(options.built()));
    command.add(Worker.class.getName());
    command.add(competitor.contestantClass());
    command.add(Integer.toString(options.parallelism()));
    return new Child(
        competitor,
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  Run run(JobRequest request) throws IOException, NotSupportedException {
    requests.println(Worker.encode(request));
    String line;
    while ((line = answers.readLine()) != null) {
      if (line.startsWith(Worker.ANSWER)) {
        return result(line.substring(Worker.ANSWER.length()).split("\t"));
      }
    }
    throw new IOException("the child process has ended; its log says why");
  }

  private Run result(String[] answer) throws IOException, NotSupportedException {
    return switch (answer[0]) {
      case Worker.DONE ->
          new Run(Long.parseLong(answer[1]), Long.parseLong(answer[2]), Long.parseLong(answer[3]));
      case Worker.UNSUPPORTED -> throw new NotSupportedException(answer[1]);
      default -> throw new JobFailedException(competitor, answer[1]);
    };
  }

  @Override
  public void close() {
    requests.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
