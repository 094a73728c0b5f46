package io.dataflow.service.orchestration;

import io.dataflow.service.flink.JobOverview;
import java.time.Instant;

/** What is known about one job. Only {@link Absent} proves that it is gone. */
public sealed interface JobSighting {

  record Present(JobOverview job) implements JobSighting {}

  /** A JobManager answered and does not list it, not for long enough to mean anything. */
  record NotListed() implements JobSighting {}

  /** No JobManager lists it, for longer than any task can outlive its JobManager. */
  record Absent() implements JobSighting {}

  /** Nobody answered. */
  record Unknown(Instant since, String message) implements JobSighting {}
}
