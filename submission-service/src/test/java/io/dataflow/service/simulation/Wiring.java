package io.dataflow.service.simulation;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ClusterSettings;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.flink.JobSubmission;
import io.dataflow.service.flink.SubmitAnswer;
import io.dataflow.service.journal.AppendResult;
import io.dataflow.service.journal.NewEntry;
import io.dataflow.service.slot.SlotLease;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands between replicas and ports: the observer of effects, and protections left out. */
final class Wiring {
  static final Set<String> ACTS =
      Set.of("submit", "stopWithSavepoint", "savepoint", "cancel", "deleteCheckpoints");

  /** What no answer is taken for, by one who takes the unknown for absent. */
  private static final Map<String, Object> NOTHING =
      Map.of("jobs", List.of(), "job", Optional.empty(), "jobsHoldingSlots", Set.of());

  private final Simulation simulation;
  private final Optional<Protection> without;
  private int acts;

  Wiring(Simulation simulation, Optional<Protection> without) {
    this.simulation = simulation;
    this.without = without;
  }

  boolean keeps(Protection protection) {
    return without.filter(left -> left == protection).isEmpty();
  }

  /** Calls that change what runs in the cluster. */
  int acts() {
    return acts;
  }

  Port.Effect effect(Replica replica, Method method, Object[] args, Port.Effect call) {
    if (!keeps(Protection.UNKNOWN_IS_NOT_ABSENT) && NOTHING.containsKey(method.getName())) {
      return () -> orNothing(method.getName(), call);
    }
    return switch (method.getName()) {
      case "jobs" -> keeps(Protection.STALE_JOBS_SEEN) ? call : () -> withoutStale(call);
      case "append" -> append(replica, args, call);
      case "acquireAll" -> acquire(call);
      case "stampEpoch" -> stamp(args, call);
      case "retainedCheckpoints" ->
          keeps(Protection.CHECKPOINTS_LISTED_BEFORE_SUBMISSION) || !isPlanned((String) args[0])
              ? call
              : List::of;
      case "savepointIn" -> keeps(Protection.STOP_DIRECTORY_LISTED) ? call : Optional::empty;
      case "jobsHoldingSlots" -> keeps(Protection.ZOMBIES_AWAITED) ? call : Set::of;
      case "settings" -> keeps(Protection.ZOMBIES_AWAITED) ? call : () -> impatient(call);
      default -> ACTS.contains(method.getName()) ? act(replica, method, args, call) : call;
    };
  }

  private Port.Effect act(Replica replica, Method method, Object[] args, Port.Effect call) {
    return () -> {
      if (!method.getName().equals("deleteCheckpoints")) {
        acts++;
      }
      Object answer =
          method.getName().equals("submit")
              ? submit(replica, (JobSubmission) args[0], call)
              : call.apply();
      simulation
          .trace()
          .add(() -> replica.name() + " calls " + method.getName() + " " + args[0] + ": " + answer);
      return answer;
    };
  }

  /**
   * A process that stood still may send although its epoch is over: no check of its own sees it.
   */
  private Object submit(Replica replica, JobSubmission submission, Port.Effect call)
      throws Throwable {
    boolean late = !simulation.invariants().owns(replica.name(), submission.name().pipelineId());
    if (late) {
      simulation.cluster().ledger().late(submission.jobId());
    }
    Object answer = call.apply();
    if (answer instanceof SubmitAnswer.Duplicate || answer instanceof SubmitAnswer.NotSent) {
      simulation.cluster().ledger().notLate(submission.jobId());
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private Port.Effect append(Replica replica, Object[] args, Port.Effect call) {
    OptionalLong epoch = (OptionalLong) args[2];
    if (!keeps(Protection.EPOCH_FENCE)) {
      args[2] = OptionalLong.empty();
    }
    return () -> {
      AppendResult result = (AppendResult) call.apply();
      if (result instanceof AppendResult.Applied) {
        simulation
            .invariants()
            .appended(replica.name(), (String) args[0], epoch, (List<NewEntry>) args[3]);
      }
      return result;
    };
  }

  @SuppressWarnings("unchecked")
  private Port.Effect acquire(Port.Effect call) {
    return () -> {
      List<SlotLease> leases = (List<SlotLease>) call.apply();
      leases.forEach(simulation.invariants()::acquired);
      // Of some the outcome is unknown.
      return leases.stream().filter(lease -> !simulation.chance(1)).toList();
    };
  }

  private Port.Effect stamp(Object[] args, Port.Effect call) {
    return () -> {
      boolean stamped = (boolean) call.apply();
      if (stamped) {
        simulation.invariants().stamped((String) args[0], (long) args[1]);
      }
      return stamped;
    };
  }

  private boolean isPlanned(String jobId) {
    return simulation.invariants().pipelines().stream()
        .map(PipelineState::openAttempt)
        .flatMap(Optional::stream)
        .anyMatch(
            attempt -> attempt.jobId().equals(jobId) && attempt.phase() == Attempt.Phase.PLANNED);
  }

  private static Object orNothing(String method, Port.Effect call) throws Throwable {
    try {
      return call.apply();
    } catch (ClusterUnavailableException e) {
      return NOTHING.get(method);
    }
  }

  @SuppressWarnings("unchecked")
  private Object withoutStale(Port.Effect call) throws Throwable {
    List<JobOverview> jobs = (List<JobOverview>) call.apply();
    Set<String> newest =
        simulation.invariants().pipelines().stream()
            .flatMap(state -> state.lastAttempt().stream())
            .map(Attempt::jobId)
            .collect(Collectors.toSet());
    return jobs.stream().filter(job -> newest.contains(job.jobId())).toList();
  }

  private static Object impatient(Port.Effect call) throws Throwable {
    ClusterSettings settings = (ClusterSettings) call.apply();
    return new ClusterSettings(
        Duration.ofSeconds(-3),
        settings.checkpointDirectory(),
        settings.savepointDirectory(),
        settings.archiveDirectory(),
        settings.wireFormat());
  }
}
