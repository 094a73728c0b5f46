package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class TestingSlotsTest extends SlotsContract {
  private final AtomicLong now = new AtomicLong(1);
  private final TestingSlots slots = new TestingSlots(new TestingFaults(), now::get);

  @Override
  protected Slots slots() {
    return slots;
  }

  @Override
  protected void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
