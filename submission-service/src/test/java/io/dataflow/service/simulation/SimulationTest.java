package io.dataflow.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dsimulation.schedules=10000} runs more of them, {@code -Dsimulation.seed=N} runs one and
 * shows all that happened in it.
 */
class SimulationTest {
  private static final long SCHEDULES = Long.getLong("simulation.schedules", 2_000);
  private static final long FIRST_SEED = Long.getLong("simulation.first", 1);
  private static final long TO_FIND_IN = 5_000;

  /** Some 10 ms a schedule on two free cores, a multiple of it beside other work. */
  private static final Duration PATIENCE =
      Duration.ofMinutes(2).plus(Duration.ofMillis(100).multipliedBy(SCHEDULES));

  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void promisesHold() {
    assertTimeoutPreemptively(PATIENCE, SimulationTest::run);
  }

  private static void run() {
    Long seed = Long.getLong("simulation.seed");
    if (seed != null) {
      Scenario.Outcome outcome = Scenario.run(seed, Optional.empty(), true);
      outcome.trace().forEach(System.out::println);
      assertThat(outcome.breach()).isEmpty();
      return;
    }
    AtomicLong steps = new AtomicLong();
    Optional<Scenario.Outcome> broken =
        LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
            .parallel()
            .mapToObj(
                each -> {
                  Scenario.Outcome outcome = Scenario.run(each, Optional.empty(), false);
                  steps.addAndGet(outcome.steps());
                  return outcome;
                })
            .filter(outcome -> outcome.breach().isPresent())
            .findFirst();
    broken.ifPresent(
        outcome ->
            fail(
                "-Dsimulation.seed=%d replays: %s",
                outcome.seed(), outcome.breach().orElseThrow()));
    assertThat(steps.get()).isPositive();
  }

  @Test
  void aSeedDecidesEverything() {
    assertThat(Scenario.run(7, Optional.empty(), true))
        .isEqualTo(Scenario.run(7, Optional.empty(), true));
  }

  @ParameterizedTest
  @EnumSource
  void aMissingProtectionIsFound(Protection protection) {
    Optional<Scenario.Outcome> found =
        LongStream.range(FIRST_SEED, FIRST_SEED + TO_FIND_IN)
            .parallel()
            .mapToObj(seed -> Scenario.run(seed, Optional.of(protection), false))
            .filter(outcome -> outcome.breach().isPresent())
            .findAny();
    assertThat(found).as("a breach within %d schedules", TO_FIND_IN).isPresent();
  }
}
