package io.dataflow.service.simulation;

import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.NewEntry;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.SlotLease;
import io.dataflow.service.slot.Slots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What must hold after every step; a breach ends the schedule. */
final class Invariants {
  private final Simulation simulation;
  private final Map<String, PipelineState> pipelines = new TreeMap<>();
  private final Map<String, Long> lengths = new HashMap<>();
  private final Map<String, Long> actingEpochs = new HashMap<>();
  private final Map<String, Integer> lineages = new HashMap<>();
  private final Map<Epoch, String> holders = new HashMap<>();
  private final Map<String, Carried> carriedOut = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Set<String> revived = new HashSet<>();

  private record Epoch(int slot, long number) {}

  /** A command's events lie side by side. */
  private record Carried(String pipelineId, long first, long last) {}

  private record Answer(String key, String pipelineId, long sequenceNumber) {}

  Invariants(Simulation simulation) {
    this.simulation = simulation;
  }

  void bounded(String pipelineId, long length) {
    lengths.put(pipelineId, length);
  }

  Optional<Long> length(String pipelineId) {
    return Optional.ofNullable(lengths.get(pipelineId));
  }

  PipelineState pipeline(String pipelineId) {
    return pipelines.getOrDefault(pipelineId, PipelineState.initial(pipelineId));
  }

  Collection<PipelineState> pipelines() {
    return pipelines.values();
  }

  void acquired(SlotLease lease) {
    String holder = lease.holder().map(SlotHolder::instanceId).orElseThrow();
    String before = holders.put(new Epoch(lease.slot(), lease.epoch()), holder);
    require(
        before == null || before.equals(holder),
        "slot " + lease.slot() + " is held by " + before + " and " + holder + " in one epoch");
  }

  void stamped(String pipelineId, long epoch) {
    actingEpochs.merge(pipelineId, epoch, Math::max);
  }

  /** Whether nobody acted on the pipeline in a later epoch than this replica's. */
  boolean owns(String replica, String pipelineId) {
    long epoch = actingEpochs.getOrDefault(pipelineId, 0L);
    return replica.equals(holders.get(new Epoch(Slots.of(pipelineId), epoch)));
  }

  void appended(String replica, String pipelineId, OptionalLong epoch, List<NewEntry> entries) {
    if (epoch.isPresent()) {
      actedIn(replica, pipelineId, epoch.getAsLong());
    }
    for (NewEntry entry : entries) {
      PipelineState before = pipeline(pipelineId);
      long number = before.sequenceNumber() + 1;
      if (entry.event() instanceof PipelineEvent.AttemptPlanned plan) {
        planned(before, plan);
      }
      PipelineState after =
          Pipeline.evolve(
              before, new RecordedEvent(entry.eventId(), number, entry.time(), entry.event()));
      pipelines.put(pipelineId, after);
      simulation
          .trace()
          .add(
              () ->
                  replica
                      + " appends "
                      + pipelineId
                      + " "
                      + number
                      + " "
                      + entry.event()
                      + " -> "
                      + after.status().text());
      if (entry.metadata().actor().equals("user")) {
        asked(entry.metadata().traceId(), pipelineId, number);
      }
      seen(before, after, entry.event());
    }
  }

  void answered(String key, String pipelineId, CommandOutcome.Accepted accepted) {
    answers.add(new Answer(key, pipelineId, accepted.requestSequenceNumber()));
    Carried carried = carriedOut.get(key);
    require(
        carried != null
            && carried.pipelineId().equals(pipelineId)
            && carried.first() == accepted.requestSequenceNumber(),
        key + " was answered with event " + accepted.requestSequenceNumber() + " but " + carried);
  }

  void afterStep() {
    List<String> violations = simulation.cluster().ledger().violations();
    require(violations.isEmpty(), "the sink: " + violations);
  }

  /** Every acknowledged command is where its answer said. */
  void allAnswersStand() {
    for (Answer answer : answers) {
      List<JournalEntry> entries =
          simulation.stores().journal().read(answer.pipelineId(), answer.sequenceNumber() - 1, 1);
      require(
          entries.size() == 1 && entries.get(0).metadata().traceId().equals(answer.key()),
          "acknowledged and lost: " + answer + ", there is " + entries);
    }
  }

  /** Duplicates are only where the documentation has its hole, and the journal says so. */
  void holesAreRecorded() {
    for (String hole : simulation.cluster().ledger().knownHoles()) {
      require(
          !hole.contains("twice") || revived.stream().anyMatch(hole::contains),
          "duplicates that nobody recorded: " + hole);
    }
  }

  private void actedIn(String replica, String pipelineId, long epoch) {
    String holder = holders.get(new Epoch(Slots.of(pipelineId), epoch));
    require(
        replica.equals(holder),
        replica + " acts on " + pipelineId + " in epoch " + epoch + " of " + holder);
    long before = actingEpochs.merge(pipelineId, epoch, Math::max);
    require(
        before == epoch,
        replica + " acts on " + pipelineId + " in epoch " + epoch + ", after epoch " + before);
  }

  private void asked(String key, String pipelineId, long number) {
    Carried before = carriedOut.get(key);
    require(
        before == null || (before.last() == number - 1 && before.pipelineId().equals(pipelineId)),
        key + " is carried out twice: " + before + " and event " + number);
    carriedOut.put(key, new Carried(pipelineId, before == null ? number : before.first(), number));
  }

  private void planned(PipelineState before, PipelineEvent.AttemptPlanned plan) {
    String id = before.pipelineId();
    require(before.openAttempt().isEmpty(), "a plan beside an open attempt: " + plan);
    boolean expected = before.lineageAttempts().stream().anyMatch(Attempt::hasOwnState);
    require(
        !expected || plan.restorePoint().isPresent(),
        "a start without state where state is expected: " + plan);
    Integer lineage = lineages.put(id, before.lineage().number());
    if (lineage == null || lineage != before.lineage().number()) {
      long from =
          plan.restorePoint()
              .map(RestorePoint::path)
              .flatMap(simulation.cluster()::positionAt)
              .orElse(0L);
      simulation.cluster().ledger().rewind(id, from);
    }
  }

  private void seen(PipelineState before, PipelineState after, PipelineEvent event) {
    if (event instanceof PipelineEvent.JobRevived revival) {
      revived.add(before.attempt(revival.attempt()).orElseThrow().jobId().substring(0, 8));
    }
    Optional<Failure> failure =
        event instanceof PipelineEvent.JobEnded ended ? ended.failure() : Optional.empty();
    require(
        failure.filter(cause -> cause.message().contains("Cannot find checkpoint")).isEmpty(),
        "an attempt was sent with a restore point that is not there: " + event);
    if (after.status() == PipelineStatus.COMPLETED && before.status() != PipelineStatus.COMPLETED) {
      String id = after.pipelineId();
      long committed = simulation.cluster().ledger().committed(id);
      require(
          lengths.getOrDefault(id, -1L) == committed,
          id + " completed with " + committed + " of " + lengths.get(id) + " records committed");
    }
  }

  void require(boolean holds, String text) {
    if (!holds) {
      simulation.trace().add(() -> "BREACH " + text);
      throw new AssertionError(text);
    }
  }
}
