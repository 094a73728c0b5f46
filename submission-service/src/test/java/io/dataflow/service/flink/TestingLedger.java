package io.dataflow.service.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the jobs of a {@link TestingFlinkCluster} read and committed. Every pipeline reads one
 * numbered sequence; exactly once means that the committed ranges join without gap or overlap.
 * Breaches are collected, not thrown: the caller of a simulation asserts that there are none.
 */
public final class TestingLedger {

  /** A job went on from before the savepoint of its stop; what that held is committed again. */
  private record Revival(String job, long savepoint) {}

  /** Tasks of one job began to read. */
  public record Run(String jobId, JobName name, long from, long atMillis) {}

  /** The list of jobs that a decision rests on may be this old. */
  private static final long UNSEEN_MILLIS = 1_000;

  private final Map<String, Long> committed = new HashMap<>();
  private final Map<String, Long> committedEver = new HashMap<>();
  private final Map<String, Revival> revivals = new HashMap<>();
  private final Set<String> late = new HashSet<>();
  private final Set<String> started = new HashSet<>();
  private final Map<TestingJob, Long> arrivedLate = new HashMap<>();
  private final Set<TestingJob> overtaken = new HashSet<>();
  private final Map<String, Integer> newest = new HashMap<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> knownHoles = new ArrayList<>();

  /**
   * Breaches of: one live job per pipeline, never an older restore point, nothing lost or twice.
   */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Duplicates that the documentation admits: a revival after the savepoint of a stop. */
  public List<String> knownHoles() {
    return List.copyOf(knownHoles);
  }

  public List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Position up to which the pipeline's records are committed. */
  public long committed(String pipelineId) {
    return committed.getOrDefault(pipelineId, 0L);
  }

  /** Records committed over all lineages, repeated ones counted again. */
  public long committedEver(String pipelineId) {
    return committedEver.getOrDefault(pipelineId, 0L);
  }

  /** People asked for a start from this position (0: from nothing): what follows is no breach. */
  public void rewind(String pipelineId, long position) {
    committed.put(pipelineId, position);
    revivals.remove(pipelineId);
  }

  /**
   * The job is being sent by a process that is not its owner any more and does not know it. It may
   * meet its successor, with which it shares transactional ids, so that nothing it writes counts;
   * or a JobManager that has forgotten it, and then it runs a second time.
   */
  public void late(String jobId) {
    late.add(jobId);
  }

  /** That did not reach anybody. */
  public void notLate(String jobId) {
    late.remove(jobId);
  }

  void starts(TestingJob job, long position, long at, List<TestingJob> alive) {
    runs.add(new Run(job.id(), job.name(), position, at));
    boolean again = !started.add(job.id());
    boolean isLate = late.remove(job.id());
    if (isLate) {
      arrivedLate.put(job, at);
    }
    if (isLate && newest.getOrDefault(job.pipeline(), 0) > job.name().attempt()) {
      knownHoles.add(at + ": " + job + " arrived after its successor");
      overtaken.add(job);
    }
    if (overtaken.contains(job)) {
      return;
    }
    if (isLate && again) {
      knownHoles.add(at + ": " + job + " arrived again, at a JobManager that had forgotten it");
      committed.put(job.pipeline(), position);
      return;
    }
    newest.merge(job.pipeline(), job.name().attempt(), Math::max);
    // Who has not had the time to see it sends its successor all the same.
    arrivedLate.forEach(
        (other, arrived) -> {
          if (other.pipeline().equals(job.pipeline())
              && other.name().attempt() < job.name().attempt()
              && at - arrived < UNSEEN_MILLIS) {
            knownHoles.add(at + ": " + other + " arrived just before its successor");
            overtaken.add(other);
          }
        });
    for (TestingJob other : alive) {
      if (other != job && !overtaken.contains(other) && other.pipeline().equals(job.pipeline())) {
        violations.add(at + ": " + job + " starts while " + other + " lives");
      }
    }
    if (job.revivedAfterStop()) {
      knownHoles.add(at + ": " + job + " revived after the savepoint of its stop");
      long savepoint = committed(job.pipeline());
      revivals.merge(
          job.pipeline(),
          new Revival(job.toString(), savepoint),
          (earlier, now) -> earlier.savepoint() > savepoint ? earlier : now);
      committed.put(job.pipeline(), position);
    } else if (position < committed(job.pipeline())) {
      violations.add(
          at
              + ": "
              + job
              + " starts from "
              + position
              + ", committed "
              + committed(job.pipeline()));
    } else {
      // What a savepoint holds ready is committed when a job starts from it.
      committed.put(job.pipeline(), position);
    }
  }

  void commits(TestingJob job, long from, long to, long at) {
    if (overtaken.contains(job)) {
      return;
    }
    long before = committed(job.pipeline());
    String range = at + ": " + job + " commits " + from + ".." + to + ", committed " + before;
    if (from > before) {
      violations.add(range + ": records are lost");
    } else if (from < before && to > from) {
      violations.add(range + ": records twice");
    }
    Revival revival = revivals.get(job.pipeline());
    if (revival != null && from < revival.savepoint() && to > from) {
      knownHoles.add(range + ": records twice, since " + revival.job() + " lived again");
    }
    committed.put(job.pipeline(), Math.max(before, to));
    committedEver.merge(job.pipeline(), to - from, Long::sum);
  }
}
