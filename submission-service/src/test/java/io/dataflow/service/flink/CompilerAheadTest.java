package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.compile.StateVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompilerAheadTest {
  private final List<Thread> compiling = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch began = new CountDownLatch(1);
  private final TestingGraphs graphs = new TestingGraphs();
  private final CompilerAhead ahead =
      new CompilerAhead(
          new JobCompiler() {
            @Override
            public Optional<JobRequirements> requirements(String definition) {
              return graphs.requirements(definition);
            }

            @Override
            public Optional<StateVerdict> stateVerdict(
                Set<String> holders, String before, String after) {
              return graphs.stateVerdict(holders, before, after);
            }

            @Override
            public Result compile(JobSubmission submission) {
              compiling.add(Thread.currentThread());
              began.countDown();
              if (submission.definition().equals("broken")) {
                throw new IllegalStateException("cannot be compiled");
              }
              return graphs.compile(submission);
            }
          });

  @AfterEach
  void close() {
    ahead.close();
  }

  private static JobSubmission submission(String definition, int attempt) {
    return new JobSubmission(
        JobIds.jobId("installation", new UUID(1, 1), attempt),
        new JobName("installation", "p", attempt, 1),
        definition,
        Optional.empty(),
        false);
  }

  private String take(JobSubmission submission) {
    return ((JobCompiler.Compiled) ahead.take(submission)).graph().getJobID().toHexString();
  }

  @Test
  void whatWasAnnouncedIsCompiledOnceAndElsewhere() {
    ahead.begin(submission("a", 1));
    ahead.begin(submission("a", 1));
    assertThat(take(submission("a", 1))).isEqualTo(submission("a", 1).jobId());
    assertThat(compiling).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void aGraphIsGivenOutOnce() {
    ahead.begin(submission("a", 1));
    JobCompiler.Result first = ahead.take(submission("a", 1));
    assertThat(ahead.take(submission("a", 1))).isNotEqualTo(first);
    assertThat(compiling).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void anotherAttemptHasItsOwnGraph() {
    ahead.begin(submission("a", 1));
    assertThat(take(submission("a", 2))).isEqualTo(submission("a", 2).jobId());
    assertThat(compiling).contains(Thread.currentThread());
  }

  @Test
  void aFailureIsTheCallersOwn() throws InterruptedException {
    ahead.begin(submission("broken", 1));
    began.await();
    assertThatThrownBy(() -> ahead.take(submission("broken", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot be compiled");
  }
}
