package io.dataflow.service.flink;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose job it is, carried by the job's name, since that is all that {@code /jobs/overview} shows:
 * {@code orders #3 v2 (dataflow 6c1f...)}.
 */
public record JobName(String installationId, String pipelineId, int attempt, int version) {

  private static final Pattern FORMAT =
      Pattern.compile(
          "([a-z0-9][a-z0-9-]{0,62}) #(\\d{1,9}) v(\\d{1,9}) \\(dataflow ([0-9A-Za-z._-]{1,64})\\)");

  public JobName {
    Objects.requireNonNull(installationId);
    Objects.requireNonNull(pipelineId);
  }

  /** The name shown by Flink; {@link #parse} reads it back. */
  public String text() {
    return pipelineId + " #" + attempt + " v" + version + " (dataflow " + installationId + ")";
  }

  /** Empty for the name of a job that no DataFlow installation made. */
  public static Optional<JobName> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new JobName(
                matcher.group(4),
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
