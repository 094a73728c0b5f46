package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flink's JSON about jobs as values. The archive holds the same documents as the live endpoint. */
final class JobReader {
  private JobReader() {}

  /** {@code /jobs/overview}. */
  static List<JobOverview> overview(JsonNode answer) {
    List<JobOverview> jobs = new ArrayList<>();
    for (JsonNode job : answer.path("jobs")) {
      JsonNode tasks = job.path("tasks");
      long end = job.path("end-time").asLong(-1);
      jobs.add(
          new JobOverview(
              job.path("jid").asText(),
              job.path("name").asText(),
              JobState.valueOf(job.path("state").asText()),
              new TaskCounts(
                  tasks.path("total").asInt(),
                  tasks.path("running").asInt(),
                  tasks.path("finished").asInt(),
                  tasks.path("failed").asInt()),
              Instant.ofEpochMilli(job.path("start-time").asLong()),
              end < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end))));
    }
    return jobs;
  }

  /** {@code /jobs/:id/accumulators}; those that are no whole numbers are not ours. */
  static Map<String, Long> accumulators(JsonNode answer) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (JsonNode accumulator : answer.path("user-task-accumulators")) {
      if (accumulator.path("type").asText().equals("LongCounter")) {
        values.put(
            accumulator.path("name").asText(), Long.parseLong(accumulator.path("value").asText()));
      }
    }
    return values;
  }

  /** {@code /jobs/:id/checkpoints}. */
  static CheckpointStatistics checkpoints(String jobId, JsonNode answer) {
    JsonNode counts = answer.path("counts");
    JsonNode latest = answer.path("latest").path("completed");
    return new CheckpointStatistics(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        latest.hasNonNull("external_path")
            ? Optional.of(
                new RetainedCheckpoint(
                    jobId,
                    latest.path("id").asLong(),
                    latest.path("external_path").asText(),
                    Instant.ofEpochMilli(latest.path("latest_ack_timestamp").asLong())))
            : Optional.empty());
  }
}
