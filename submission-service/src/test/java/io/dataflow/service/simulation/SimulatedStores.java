package io.dataflow.service.simulation;

import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.journal.TestingJournal;
import io.dataflow.service.projection.TestingSummaries;
import io.dataflow.service.projection.TestingTotals;
import io.dataflow.service.slot.TestingCatalogue;
import io.dataflow.service.slot.TestingMarks;
import io.dataflow.service.slot.TestingProgress;
import io.dataflow.service.slot.TestingSlots;

/** The stores that all replicas share; never failing by themselves. */
record SimulatedStores(
    TestingJournal journal,
    TestingSummaries summaries,
    TestingTotals totals,
    TestingCatalogue catalogue,
    TestingMarks marks,
    TestingProgress progress,
    TestingSlots slots) {

  static SimulatedStores on(SimulatedClock clock) {
    TestingFaults none = new TestingFaults();
    return new SimulatedStores(
        new TestingJournal(none),
        new TestingSummaries(none),
        new TestingTotals(none),
        new TestingCatalogue(none),
        new TestingMarks(none),
        new TestingProgress(none),
        new TestingSlots(none, clock::nanos));
  }
}
