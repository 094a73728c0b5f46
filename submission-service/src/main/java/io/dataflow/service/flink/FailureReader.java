package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Flink's exception history as causes: bounded, classified, each once. */
final class FailureReader {

  private static final int LIMIT = 16;

  /** Part of a task's name that differs in every try. */
  private static final Pattern EXECUTION = Pattern.compile(" - execution #\\d+.*$");

  /** A record that cannot be handled, by itself or as the end of a job whose step says fail. */
  private static final Set<String> USER =
      Set.of(DataException.class.getName(), "io.dataflow.runtime.RecordFailedException");

  /** Programs that are wrong, or of two builds that do not fit together. */
  private static final Set<String> INTERNAL =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ClassCastException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.UnsupportedOperationException",
          "java.lang.StackOverflowError",
          "java.lang.OutOfMemoryError",
          "java.lang.ClassNotFoundException",
          "java.lang.NoClassDefFoundError",
          "java.lang.NoSuchMethodError",
          "java.lang.NoSuchFieldError",
          "java.lang.AbstractMethodError",
          "java.lang.IncompatibleClassChangeError",
          "java.lang.VerifyError",
          "java.lang.LinkageError",
          "java.io.InvalidClassException",
          "java.io.NotSerializableException");

  private FailureReader() {}

  /** The answer of {@code /jobs/:id/exceptions}, newest first. */
  static List<JobFailure> read(JsonNode exceptions) {
    List<JobFailure> all = new ArrayList<>();
    for (JsonNode entry : exceptions.path("exceptionHistory").path("entries")) {
      add(all, entry);
      for (JsonNode concurrent : entry.path("concurrentExceptions")) {
        add(all, concurrent);
      }
    }
    if (all.isEmpty() && exceptions.path("root-exception").isTextual()) {
      all.add(
          failure(
              exceptions.path("root-exception").asText(),
              Optional.empty(),
              Instant.ofEpochMilli(exceptions.path("timestamp").asLong())));
    }
    all.sort(Comparator.comparing(JobFailure::lastSeen).reversed());
    return distinct(all);
  }

  /** One cause from the text of a stack trace. */
  static JobFailure failure(String trace, Optional<String> task, Instant at) {
    StackTraces.Cause cause = StackTraces.rootCause(trace);
    return new JobFailure(
        classify(StackTraces.causes(trace)),
        cause.exceptionClass(),
        cause.text(),
        task.map(name -> EXECUTION.matcher(name).replaceFirst("")).filter(name -> !name.isBlank()),
        at,
        at,
        1);
  }

  private static void add(List<JobFailure> all, JsonNode entry) {
    all.add(
        failure(
            entry.path("stacktrace").asText(),
            Optional.ofNullable(entry.path("taskName").asText(null)),
            Instant.ofEpochMilli(entry.path("timestamp").asLong())));
  }

  private static ErrorClass classify(List<StackTraces.Cause> chain) {
    for (StackTraces.Cause cause : chain) {
      if (USER.contains(cause.exceptionClass()) || isStateMismatch(cause)) {
        return ErrorClass.USER;
      }
    }
    return INTERNAL.contains(chain.get(chain.size() - 1).exceptionClass())
        ? ErrorClass.INTERNAL
        : ErrorClass.EXTERNAL;
  }

  // The edit dropped state that the restore point holds: only its author can allow that.
  private static boolean isStateMismatch(StackTraces.Cause cause) {
    return cause.message().contains("Cannot map checkpoint/savepoint state for operator");
  }

  private static List<JobFailure> distinct(List<JobFailure> newestFirst) {
    Map<List<Object>, JobFailure> byCause = new LinkedHashMap<>();
    for (JobFailure failure : newestFirst) {
      byCause.merge(
          List.of(failure.exceptionClass(), failure.message(), failure.task()),
          failure,
          (newer, older) ->
              new JobFailure(
                  newer.errorClass(),
                  newer.exceptionClass(),
                  newer.message(),
                  newer.task(),
                  older.firstSeen(),
                  newer.lastSeen(),
                  newer.count() + 1));
    }
    return byCause.values().stream().limit(LIMIT).toList();
  }
}
