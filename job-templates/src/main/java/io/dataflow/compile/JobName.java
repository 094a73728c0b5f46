package io.dataflow.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a job on a cluster: {@code Orders above 100
 * [dataflow:<installation>:<pipeline>:3:7]}. Whoever lists a cluster's jobs sees by it whose they
 * are.
 */
public record JobName(
    String pipelineName, String installationId, String pipelineId, int attempt, int version) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(.*) \\[dataflow:([^:\\]]+):([^:\\]]+):(\\d{1,9}):(\\d{1,9})]", Pattern.DOTALL);

  /** Empty where the text is not the name of a job of DataFlow. */
  public static Optional<JobName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new JobName(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.format(
        "%s [dataflow:%s:%s:%d:%d]", pipelineName, installationId, pipelineId, attempt, version);
  }
}
