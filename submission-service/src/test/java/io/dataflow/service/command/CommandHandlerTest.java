package io.dataflow.service.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.dataflow.service.command.CommandOutcome.Accepted;
import io.dataflow.service.command.CommandOutcome.KeyReused;
import io.dataflow.service.command.CommandOutcome.Rejected;
import io.dataflow.service.command.CommandOutcome.Unchanged;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.journal.EventCodec.EncodedEvent;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.EventSamples;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.journal.TestingFaults.Fault;
import io.dataflow.service.journal.TestingJournal;
import io.dataflow.service.journal.UnreadableEventException;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.projection.TestingSummaries;
import io.dataflow.service.slot.Slots;
import io.dataflow.service.slot.TestingCatalogue;
import io.dataflow.service.slot.TestingMarks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {
  private static final String ID = "orders";
  private static final PipelineCommand CREATE =
      new PipelineCommand.Create(EventSamples.definition("Orders"));
  private static final PipelineCommand START =
      new PipelineCommand.Start(Optional.of(new StartFrom.Latest()), false);
  private static final PipelineCommand STOP = new PipelineCommand.Stop("enough", true, false);

  private final TestingFaults faults = new TestingFaults();
  private final TestingJournal journal = new TestingJournal(faults);
  private final TestingSummaries summaries = new TestingSummaries(faults);
  private final TestingCatalogue catalogue = new TestingCatalogue(faults);
  private final TestingMarks marks = new TestingMarks(faults);
  private final List<String> pokes = new ArrayList<>();
  private final VirtualTime time = new VirtualTime();
  private final PipelineRepository repository = newRepository();
  private final CommandHandler handler = newHandler(repository);

  private static final class VirtualTime extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    long nanos() {
      return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private PipelineRepository newRepository() {
    return new PipelineRepository(journal, summaries, time, UUID::randomUUID);
  }

  private CommandHandler newHandler(PipelineRepository pipelines) {
    return new CommandHandler(
        pipelines, catalogue, marks, pokes::add, time, time::nanos, time::pass, new Random(1));
  }

  private static EventMetadata by(String key, String hash) {
    return new EventMetadata("ann", Optional.of(new IdempotencyKey(key, hash)), "trace");
  }

  private static EventMetadata withoutKey() {
    return new EventMetadata("ann", Optional.empty(), "trace");
  }

  private CommandOutcome handle(PipelineCommand command) {
    return handler.handle(ID, command, withoutKey());
  }

  private List<JournalEntry> entries() {
    return journal.read(ID, 0, 10_000);
  }

  @Test
  void anAcceptedCommandIsStoredMarkedListedAndPoked() {
    CommandOutcome outcome = handle(CREATE);
    assertThat(outcome)
        .asInstanceOf(type(Accepted.class))
        .satisfies(
            accepted -> {
              assertThat(accepted.requestSequenceNumber()).isEqualTo(1);
              assertThat(accepted.replayed()).isFalse();
              assertThat(accepted.state().status()).isEqualTo(PipelineStatus.CONFIGURED);
            });
    assertThat(entries()).extracting(JournalEntry::event).hasSize(1);
    assertThat(entries().get(0).metadata()).isEqualTo(withoutKey());
    assertThat(catalogue.pipelines(Slots.of(ID))).containsExactly(ID);
    assertThat(marks.read(Slots.of(ID))).hasSize(1);
    assertThat(pokes).containsExactly(ID);
    assertThat(summaries.readAll())
        .extracting(PipelineSummary::status, PipelineSummary::sequenceNumber)
        .containsExactly(tuple("configured", 1L));
  }

  @Test
  void catalogueAndMarkComeBeforeTheEvent() {
    faults.before(
        "journal.append",
        () -> {
          assertThat(catalogue.pipelines(Slots.of(ID))).containsExactly(ID);
          assertThat(marks.read(Slots.of(ID))).hasSize(1);
        });
    handle(CREATE);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void theOwnerIsPokedBeforeTheListIsWritten() {
    faults.before("summaries.save", () -> assertThat(pokes).containsExactly(ID));
    handle(CREATE);
    assertThat(summaries.readAll()).hasSize(1);
  }

  @Test
  void withoutAMarkNothingIsAppended() {
    faults.next("marks.add", Fault.UNREACHABLE);
    assertThatThrownBy(() -> handle(CREATE)).isInstanceOf(JournalUnavailableException.class);
    faults.next("catalogue.add", Fault.UNREACHABLE);
    assertThatThrownBy(() -> handle(CREATE)).isInstanceOf(JournalUnavailableException.class);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aRefusedCommandOrOneThatChangesNothingLeavesNoTrace() {
    handle(CREATE);
    pokes.clear();
    assertThat(handle(new PipelineCommand.Pause("later"))).isInstanceOf(Rejected.class);
    assertThat(handle(STOP)).isInstanceOf(Unchanged.class);
    assertThat(entries()).hasSize(1);
    assertThat(marks.read(Slots.of(ID))).hasSize(1);
    assertThat(pokes).isEmpty();
  }

  @Test
  void aCommandIsDecidedAgainWhenSomebodyWasFaster() {
    handle(CREATE);
    CommandHandler other = newHandler(newRepository());
    faults.before("journal.append", () -> other.handle(ID, START, withoutKey()));
    assertThat(handle(START)).isInstanceOf(Unchanged.class);
    assertThat(entries()).hasSize(2);
  }

  @Test
  void aPipelineThatChangesAllTheTimeIsGivenUpAfterTwoSeconds() {
    handle(CREATE);
    PipelineRepository other = newRepository();
    Instant began = time.instant();
    for (int n = 0; n < 1000; n++) {
      String owner = "NO_FREE_SLOTS " + n;
      faults.before("journal.append", () -> grow(other, owner));
      faults.before("journal.append", () -> {});
    }
    assertThatThrownBy(() -> handle(START))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("changing too fast");
    assertThat(Duration.between(began, time.instant()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private void grow(PipelineRepository other, String reason) {
    AppendOutcome unused =
        other.append(
            other.load(ID),
            OptionalLong.empty(),
            List.of(new PipelineEvent.StopFailed(9, "t", reason)),
            withoutKey());
  }

  @Test
  void aRepeatedKeyGivesTheFirstAnswerAgain() {
    handle(CREATE);
    Accepted first = (Accepted) handler.handle(ID, START, by("k1", "h1"));
    handle(STOP);
    Accepted again = (Accepted) newHandler(newRepository()).handle(ID, START, by("k1", "h1"));
    assertThat(again).isEqualTo(new Accepted(first.state(), first.requestSequenceNumber(), true));
    assertThat(again.state().status()).isEqualTo(PipelineStatus.STARTING);
  }

  @Test
  void aKeyOfAnotherRequestIsRefused() {
    handler.handle(ID, CREATE, by("k1", "h1"));
    assertThat(handler.handle(ID, START, by("k1", "other"))).isEqualTo(new KeyReused("k1"));
    assertThat(entries()).hasSize(1);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    handler.handle(ID, CREATE, by("k1", "h1"));
    time.pass(Duration.ofHours(23));
    assertThat(handler.handle(ID, START, by("k1", "other"))).isInstanceOf(KeyReused.class);
    time.pass(Duration.ofHours(2));
    assertThat(handler.handle(ID, START, by("k1", "other"))).isInstanceOf(Accepted.class);
    assertThat(repository.load(ID).commands()).hasSize(1);
  }

  @Test
  void aLostAnswerIsFoundAgainByItsKey() {
    handle(CREATE);
    faults.next("journal.append", Fault.ANSWER_LOST);
    assertThatThrownBy(() -> handler.handle(ID, START, by("k1", "h1")))
        .asInstanceOf(type(JournalUnavailableException.class))
        .matches(JournalUnavailableException::isOutcomeUnknown);
    assertThat(handler.handle(ID, START, by("k1", "h1")))
        .asInstanceOf(type(Accepted.class))
        .matches(Accepted::replayed);
    assertThat(entries()).hasSize(2);
  }

  @Test
  void aLostRequestThatArrivesAfterItsRepetitionChangesNothing() {
    handle(CREATE);
    faults.next("journal.append", Fault.LATE);
    assertThatThrownBy(() -> handler.handle(ID, START, by("k1", "h1")))
        .isInstanceOf(JournalUnavailableException.class);
    assertThat(handler.handle(ID, START, by("k1", "h1")))
        .asInstanceOf(type(Accepted.class))
        .matches(accepted -> !accepted.replayed());
    faults.deliverLate();
    assertThat(entries()).hasSize(2);
  }

  @Test
  void aSummaryThatCannotBeWrittenDoesNotFailTheCommand() {
    faults.next("summaries.save", Fault.UNREACHABLE);
    assertThat(handle(CREATE)).isInstanceOf(Accepted.class);
    assertThat(summaries.readAll()).isEmpty();
    repository.saveSummary(repository.load(ID).state());
    assertThat(summaries.readAll()).hasSize(1);
  }

  @Test
  void aPipelineOfALaterReleaseIsLeftAloneAndOthersGoOn() {
    handle(CREATE);
    journal.appendRaw(ID, new EncodedEvent("job-teleported", 1, "{}"));
    assertThatThrownBy(() -> handle(START)).isInstanceOf(UnreadableEventException.class);
    assertThat(handler.handle("other", CREATE, withoutKey())).isInstanceOf(Accepted.class);
  }
}
