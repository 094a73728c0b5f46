package io.dataflow.service.orchestration;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.flink.JobFailure;
import java.util.List;
import java.util.Optional;

/** A cluster's causes of failure as the domain's. */
final class Failures {
  static final Failure UNEXPLAINED =
      new Failure(
          ErrorClass.EXTERNAL,
          "JOB_FAILED",
          "the job failed and the cluster does not say why",
          Optional.empty());

  private Failures() {}

  static Failure of(JobFailure failure) {
    return new Failure(
        failure.errorClass(), failure.exceptionClass(), failure.message(), failure.task());
  }

  static Optional<Failure> newest(List<JobFailure> failures) {
    return failures.stream().findFirst().map(Failures::of);
  }
}
