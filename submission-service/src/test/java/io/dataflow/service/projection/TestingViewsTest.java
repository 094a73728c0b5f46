package io.dataflow.service.projection;

import io.dataflow.service.journal.TestingFaults;

class TestingViewsTest extends ViewsContract {
  private final TestingFaults faults = new TestingFaults();
  private final TestingSummaries summaries = new TestingSummaries(faults);
  private final TestingTotals totals = new TestingTotals(faults);

  @Override
  protected PipelineSummaries summaries() {
    return summaries;
  }

  @Override
  protected Totals totals() {
    return totals;
  }
}
