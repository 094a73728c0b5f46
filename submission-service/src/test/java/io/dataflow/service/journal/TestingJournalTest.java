package io.dataflow.service.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.dataflow.service.journal.EventCodec.EncodedEvent;
import io.dataflow.service.journal.TestingFaults.Fault;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestingJournalTest extends JournalContract {
  private final TestingFaults faults = new TestingFaults();
  private final TestingJournal journal = new TestingJournal(faults);

  @Override
  protected Journal journal() {
    return journal;
  }

  @ParameterizedTest
  @CsvSource({"UNREACHABLE,false,0", "ANSWER_LOST,true,1", "REQUEST_LOST,true,0", "LATE,true,0"})
  void failsAsTold(Fault fault, boolean unknown, int entries) {
    faults.next("journal.append", fault);
    List<NewEntry> one = List.of(EventSamples.entry(EventSamples.created()));
    assertThatThrownBy(() -> journal.append("p", 0, OptionalLong.empty(), one))
        .asInstanceOf(type(JournalUnavailableException.class))
        .extracting(JournalUnavailableException::isOutcomeUnknown)
        .isEqualTo(unknown);
    assertThat(journal.read("p", 0, 10)).hasSize(entries);
    faults.deliverLate();
    assertThat(journal.read("p", 0, 10)).hasSize(fault == Fault.LATE ? 1 : entries);
  }

  @Test
  void aLateAppendLosesAgainstOneThatCameBefore() {
    faults.next("journal.append", Fault.LATE);
    List<NewEntry> late = List.of(EventSamples.entry(EventSamples.created()));
    List<NewEntry> fast = List.of(EventSamples.entry(EventSamples.created()));
    assertThatThrownBy(() -> journal.append("p", 0, OptionalLong.empty(), late))
        .isInstanceOf(JournalUnavailableException.class);
    journal.append("p", 0, OptionalLong.empty(), fast);
    faults.deliverLate();
    assertThat(journal.read("p", 0, 10))
        .extracting(JournalEntry::eventId)
        .containsExactly(fast.get(0).eventId());
  }

  @Test
  void eventsOfALaterReleaseAreNotRead() {
    journal.appendRaw("p", new EncodedEvent("job-teleported", 1, "{}"));
    assertThatThrownBy(() -> journal.read("p", 0, 10)).isInstanceOf(UnreadableEventException.class);
  }
}
