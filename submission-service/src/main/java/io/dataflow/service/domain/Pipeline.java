package io.dataflow.service.domain;

/** The aggregate as two pure functions. */
public final class Pipeline {
  private Pipeline() {}

  /** What comes of a command; changes nothing. */
  public static Decision decide(PipelineState state, PipelineCommand command) {
    return new CommandDecider(state).decide(command);
  }

  /**
   * The state after one more event.
   *
   * @throws IllegalArgumentException when the event is not the next one
   */
  public static PipelineState evolve(PipelineState state, RecordedEvent event) {
    return EventFold.apply(state, event);
  }
}
