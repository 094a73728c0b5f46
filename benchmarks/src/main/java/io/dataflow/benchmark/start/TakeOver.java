package io.dataflow.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.launcher.stack.LocalStack;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How long pipelines are without an owner: of two instances one is killed, and every pipeline is
 * paused through the other.
 */
public final class TakeOver {
  private static final String PIPELINES = "/api/v1/pipelines/";
  private static final int ROUNDS = 3;
  private static final int COUNT = 20;
  private static final int SLOTS = 64;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Pattern HELD = Pattern.compile("(?m)^dataflow_slots ([0-9.]+)$");

  private final LocalStack one;
  private final LocalStack other;
  private final List<String> ids;

  private TakeOver(LocalStack one, LocalStack other) {
    this.one = one;
    this.other = other;
    this.ids = IntStream.range(0, COUNT).mapToObj(i -> "shared-" + i).toList();
  }

  /** Seconds after the kill, sorted. */
  private record Delays(double allSlots, List<Double> firstActions, double allPaused) {}

  /**
   * @param arguments rounds, with a default
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    try (LocalStack one = MeasuredStack.start("take-over");
        LocalStack other = MeasuredStack.furtherService(one)) {
      TakeOver takeOver = new TakeOver(one, other);
      JsonClient api = new JsonClient(one.service().url());
      for (String id : takeOver.ids) {
        api.send("PUT", PIPELINES + id, StartLatency.definition(takeOver.ids.indexOf(id)));
      }
      System.out.printf(
          "%-34s %10s %14s %14s %11s%n",
          "s after the kill", "all slots", "median action", "last action", "all paused");
      for (int round = 1; round <= rounds; round++) {
        Delays delays = takeOver.round();
        System.out.printf(
            "%-34s %10.1f %14.1f %14.1f %11.1f%n",
            "round " + round,
            delays.allSlots(),
            delays.firstActions().get(COUNT / 2),
            delays.firstActions().get(COUNT - 1),
            delays.allPaused());
      }
    }
    System.exit(0);
  }

  private Delays round() throws Exception {
    JsonClient survivor = new JsonClient(other.service().url());
    await(
        "both hold their share",
        () ->
            held(new JsonClient(one.service().url())) == SLOTS / 2 && held(survivor) == SLOTS / 2);
    for (String id : ids) {
      survivor.send("POST", PIPELINES + id + "/start", "");
    }
    for (String id : ids) {
      awaitStatus(survivor, id, "running");
    }

    Instant killed = Instant.now();
    one.service().kill9();
    List<Integer> heads = new ArrayList<>();
    for (String id : ids) {
      heads.add(events(survivor, id).size());
      survivor.send("POST", PIPELINES + id + "/pause", "");
    }
    await("the survivor holds all slots", () -> held(survivor) == SLOTS);
    double allSlots = secondsSince(killed, Instant.now());
    for (String id : ids) {
      awaitStatus(survivor, id, "paused");
    }
    double allPaused = secondsSince(killed, Instant.now());
    List<Double> firstActions = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      firstActions.add(secondsSince(killed, firstStop(events(survivor, ids.get(i)), heads.get(i))));
    }
    firstActions.sort(null);
    MeasuredStack.startAndAwait(one.service());
    return new Delays(allSlots, firstActions, allPaused);
  }

  /** When the owner began to stop the job: the first of its own events after the command. */
  private static Instant firstStop(List<JsonNode> events, int head) {
    return events.stream()
        .skip(head)
        .filter(event -> event.path("type").asText().equals("stop-triggered"))
        .findFirst()
        .map(event -> Instant.parse(event.path("time").asText()))
        .orElseThrow();
  }

  private static List<JsonNode> events(JsonClient api, String id)
      throws IOException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    api.get(PIPELINES + id + "/events?limit=500").path("events").forEach(events::add);
    return events;
  }

  private static int held(JsonClient api) throws IOException, InterruptedException {
    Matcher held = HELD.matcher(api.text("/metrics"));
    return held.find() ? (int) Double.parseDouble(held.group(1)) : 0;
  }

  private static void awaitStatus(JsonClient api, String id, String status) throws Exception {
    await(
        id + " is " + status, () -> api.get(PIPELINES + id).path("status").asText().equals(status));
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new IOException("not within two minutes: " + what);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static double secondsSince(Instant killed, Instant then) {
    return (then.toEpochMilli() - killed.toEpochMilli()) / 1e3;
  }
}
