package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The document that the JobManager leaves of an ended job: its REST answers by their paths. */
final class JobArchive {

  private final ObjectMapper mapper = new ObjectMapper();

  /** Empty for a torn document: the JobManager died while writing it. */
  Optional<ArchivedJob> read(String jobId, byte[] text) {
    try {
      Map<String, JsonNode> answers = new HashMap<>();
      for (JsonNode entry : mapper.readTree(text).path("archive")) {
        answers.put(entry.path("path").asText(), mapper.readTree(entry.path("json").asText()));
      }
      return JobReader.overview(answers.getOrDefault("/jobs/overview", mapper.nullNode())).stream()
          .filter(job -> job.jobId().equals(jobId) && job.state().isTerminal())
          .findFirst()
          .map(job -> archived(job, answers));
    } catch (IOException torn) {
      return Optional.empty();
    }
  }

  private ArchivedJob archived(JobOverview job, Map<String, JsonNode> answers) {
    String prefix = "/jobs/" + job.jobId();
    return new ArchivedJob(
        job.jobId(),
        job.name(),
        job.state(),
        job.endTime().orElse(job.startTime()),
        job.state() == JobState.FAILED
            ? FailureReader.read(answers.getOrDefault(prefix + "/exceptions", mapper.nullNode()))
                .stream()
                .findFirst()
            : Optional.empty(),
        JobReader.accumulators(answers.getOrDefault(prefix + "/accumulators", mapper.nullNode())),
        Optional.ofNullable(answers.get(prefix + "/checkpoints"))
            .map(answer -> JobReader.checkpoints(job.jobId(), answer)));
  }
}
