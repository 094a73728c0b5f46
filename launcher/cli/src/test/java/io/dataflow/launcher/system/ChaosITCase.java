package io.dataflow.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataflow.launcher.stack.ServerProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windows over rows of which one in ten is broken, while TaskManagers are killed. */
@ExtendWith(SystemStack.Extension.class)
@EnabledIfSystemProperty(
    named = "dataflow.drill",
    matches = "true",
    disabledReason = "takes minutes: part of -Pdrill")
class ChaosITCase {
  private static final long KILL_EVERY = TimeUnit.SECONDS.toNanos(10);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SystemStack stack;
  private final RestClient api;

  ChaosITCase(SystemStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  @Test
  void windowsAndDeadLettersExactlyOnceUnderKills() throws Exception {
    Payments payments = new Payments(stack.folder(Payments.PIPELINE));
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    long begin = System.nanoTime();
    int kills = Scale.ofThisRun().kills();
    try {
      ScheduledFuture<?> rows = every(writer, 250, payments::writeNext);
      api.put(Payments.PIPELINE, payments.definition());
      api.command(Payments.PIPELINE, "start");
      Await.until("first results", () -> !Orders.committed(payments.output()).isEmpty());
      killTaskManagers(kills, payments);
      end(rows);

      ScheduledFuture<?> closing = every(writer, 500, payments::writeClosing);
      Await.until(
          payments.expectedResults().size() + " results",
          () -> Payments.committedLines(payments.output()).size(),
          count -> count >= payments.expectedResults().size());
      Await.until(
          payments.expectedLetters().size() + " dead letters",
          () -> Payments.committedLines(payments.deadLetters()).size(),
          count -> count >= payments.expectedLetters().size());
      end(closing);
    } finally {
      writer.shutdownNow();
    }
    report(kills, payments, begin);
    api.command(Payments.PIPELINE, "stop");
    api.awaitStatus(Payments.PIPELINE, "stopped");

    same(
        Payments.committedLines(payments.output()).stream().sorted().toList(),
        payments.expectedResults());
    List<Payments.Letter> letters = new ArrayList<>();
    for (String line : Payments.committedLines(payments.deadLetters())) {
      letters.add(letter(line));
    }
    same(letters, payments.expectedLetters());
    assertThat(stack.watch().violations()).isEmpty();
  }

  private static ScheduledFuture<?> every(
      ScheduledExecutorService executor, long millis, Write write) {
    return executor.scheduleAtFixedRate(
        () -> {
          try {
            write.write();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        0,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private interface Write {
    void write() throws java.io.IOException;
  }

  /** Ends what is done again and again, and throws what it ended with before. */
  private static void end(ScheduledFuture<?> repeated) throws Exception {
    if (repeated.isDone()) {
      repeated.get();
    }
    repeated.cancel(false);
  }

  private void killTaskManagers(int kills, Payments payments) throws Exception {
    ServerProcess taskManager = stack.parts().taskManager();
    for (int kill = 0; kill < kills; kill++) {
      long due = System.nanoTime() + KILL_EVERY;
      taskManager.kill9();
      taskManager.start();
      System.out.printf(
          "killed %d: %d files are there, %d results, status %s%n",
          kill + 1,
          payments.files(),
          Payments.committedLines(payments.output()).size(),
          api.details(Payments.PIPELINE).path("status").asText());
      Await.until("10 s have gone by", () -> System.nanoTime() >= due);
    }
  }

  private void report(int kills, Payments payments, long begin) throws Exception {
    int restored = 0;
    for (String job : stack.watch().jobsOf(Payments.PIPELINE)) {
      JsonNode counts = stack.flink().get("/jobs/" + job + "/checkpoints").body().path("counts");
      System.out.printf("job %s: checkpoints %s%n", job, counts);
      restored += counts.path("restored").asInt();
    }
    System.out.printf(
        "%d rows in %d files, %d kills: %d results, %d dead letters after %d s%n",
        payments.rows(),
        payments.files(),
        kills,
        payments.expectedResults().size(),
        payments.expectedLetters().size(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    assertThat(restored).as("restores from a checkpoint").isPositive();
  }

  /** Shows what differs, not all of it. */
  private static <T> void same(List<T> found, List<T> expected) {
    Set<T> distinct = new HashSet<>(found);
    assertThat(expected.stream().filter(each -> !distinct.contains(each))).as("missing").isEmpty();
    Set<T> known = new HashSet<>(expected);
    assertThat(found.stream().filter(each -> !known.contains(each))).as("wrong").isEmpty();
    assertThat(found).as("each once").hasSameSizeAs(expected);
  }

  private static Payments.Letter letter(String line) throws Exception {
    JsonNode letter = MAPPER.readTree(line);
    assertThat(letter.path("message").asText()).as(line).isNotEmpty();
    JsonNode record = MAPPER.readTree(letter.path("record").asText("{}"));
    return new Payments.Letter(
        letter.path("position").asText(),
        letter.path("step").asText(),
        letter.path("code").asText(),
        letter.path("version").asInt(),
        letter.path("raw").asText(""),
        record.path("id").asLong());
  }
}
