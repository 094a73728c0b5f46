package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReaderTest {

  private static final String WRAPPED =
      """
      org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy
      \tat org.apache.flink.runtime.executiongraph.Foo.bar(Foo.java:1)
      Caused by: %s
      \tat io.dataflow.runtime.Something.processElement(Something.java:93)
      \t... 14 more
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.dataflow.error.DataException: bad number|USER",
        "io.dataflow.runtime.RecordFailedException: step 'total': CAST_ERROR: 'x'|USER",
        "java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint s. Cannot map"
            + " checkpoint/savepoint state for operator 1 to the new program|USER",
        "java.lang.NullPointerException: null|INTERNAL",
        "java.io.InvalidClassException: io.dataflow.runtime.X; local class incompatible|INTERNAL",
        "java.lang.ClassNotFoundException: io.dataflow.connector.file.FileSource|INTERNAL",
        "java.net.ConnectException: Connection refused|EXTERNAL",
        "java.nio.file.NoSuchFileException: /data/in.csv|EXTERNAL",
        "org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: none|EXTERNAL"
      })
  void classIsDecidedByTheCauses(String cause, ErrorClass expected) {
    assertThat(failure(WRAPPED.formatted(cause)).errorClass()).isEqualTo(expected);
  }

  @Test
  void theInnermostMessageIsTheCause() {
    JobFailure failure =
        failure(
            WRAPPED.formatted(
                "io.dataflow.runtime.RecordFailedException: step 'a': CAST_ERROR: two\nlines"));

    assertThat(failure.exceptionClass()).isEqualTo("io.dataflow.runtime.RecordFailedException");
    assertThat(failure.message()).isEqualTo("step 'a': CAST_ERROR: two\nlines");
  }

  @Test
  void aCauseWithoutMessageIsNamed() {
    JobFailure failure = failure("java.lang.StackOverflowError\n\tat a.B.c(B.java:1)\n");

    assertThat(failure.message()).isEqualTo("StackOverflowError");
    assertThat(failure.errorClass()).isEqualTo(ErrorClass.INTERNAL);
  }

  @Test
  void suppressedCausesAreNotTheCause() {
    JobFailure failure =
        failure(
            """
            java.io.IOException: disk full
            \tat a.B.c(B.java:1)
            \tSuppressed: java.lang.NullPointerException: closing
            \t\tat a.B.d(B.java:2)
            \tCaused by: java.lang.Error: inner
            \t\t... 1 more
            """);

    assertThat(failure.message()).isEqualTo("disk full");
    assertThat(failure.errorClass()).isEqualTo(ErrorClass.EXTERNAL);
  }

  @Test
  void whatFlinkPutsAroundAServersTraceIsDropped() {
    assertThat(
            StackTraces.rootCause(
                    """
                    [Internal server error., <Exception on server side:
                    org.apache.flink.util.FlinkException: no
                    \tat a.B.c(B.java:1)
                    Caused by: java.io.IOException: really no
                    \t... 3 more

                    End of exception on server side>]""")
                .message())
        .isEqualTo("really no");
  }

  @Test
  void lengthIsBounded() {
    assertThat(failure("java.io.IOException: " + "x".repeat(100_000)).message())
        .hasSize(StackTraces.MESSAGE_LIMIT);
    assertThat(failure("y".repeat(100_000)).message()).hasSize(StackTraces.MESSAGE_LIMIT);
  }

  @Test
  void equalCausesAreCountedAndOnlySixteenAreKept() {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    var entries = answer.putObject("exceptionHistory").putArray("entries");
    for (int i = 0; i < 100; i++) {
      ObjectNode entry = entries.addObject();
      entry.put("stacktrace", "java.io.IOException: " + (i % 2 == 0 ? "down" : "other " + i));
      entry.put("timestamp", 1000 + i);
      entry.put("taskName", "orders (1/1) - execution #" + i);
      entry.putArray("concurrentExceptions");
    }

    List<JobFailure> failures = FailureReader.read(answer);

    assertThat(failures).hasSize(16);
    assertThat(failures.get(0).message()).isEqualTo("other 99");
    assertThat(failures.get(0).count()).isOne();
    assertThat(failures.get(1).message()).isEqualTo("down");
    assertThat(failures.get(1).count()).isEqualTo(50);
    assertThat(failures.get(1).firstSeen()).isEqualTo(Instant.ofEpochMilli(1000));
    assertThat(failures.get(1).lastSeen()).isEqualTo(Instant.ofEpochMilli(1098));
    assertThat(failures.get(1).task()).contains("orders (1/1)");
  }

  private static JobFailure failure(String trace) {
    return FailureReader.failure(trace, Optional.empty(), Instant.EPOCH);
  }
}
