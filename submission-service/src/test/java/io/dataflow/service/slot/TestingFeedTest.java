package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;

class TestingFeedTest extends FeedContract {
  private final TestingFaults faults = new TestingFaults();
  private final TestingMarks marks = new TestingMarks(faults);
  private final TestingCatalogue catalogue = new TestingCatalogue(faults);
  private final TestingProgress progress = new TestingProgress(faults);

  @Override
  protected Marks marks() {
    return marks;
  }

  @Override
  protected Catalogue catalogue() {
    return catalogue;
  }

  @Override
  protected Progress progress() {
    return progress;
  }
}
