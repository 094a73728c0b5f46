package io.dataflow.runtime;

import io.dataflow.error.DataException;
import io.dataflow.runtime.lookup.LoadedTable;

/**
 * The stateless steps of a run, as generated: one call takes a row through all of them. Steps are
 * named by their index in {@link RunSpec#steps}. Subclasses have a public constructor that takes
 * their constants.
 */
public abstract class StepProgram {
  private StepOutput output;

  /** Whether this row is one of the sample whose time is taken. */
  protected boolean timed;

  final void connect(StepOutput newOutput) {
    output = newOutput;
  }

  final void setTimed(boolean newTimed) {
    timed = newTimed;
  }

  /** Takes the values of a row, which stay as they are, through the steps. */
  public abstract void process(Object[] in);

  /** A row leaves the last step; {@code values} is the input's array or a new one. */
  protected final void emit(Object[] values) {
    output.emit(values);
  }

  /** A row leaves the route at the end of the run by one of its outputs. */
  protected final void emitTo(int route, Object[] values) {
    output.emitTo(route, values);
  }

  /**
   * A step makes more or fewer records of one.
   *
   * @param records how many it made, less one
   */
  protected final void added(int step, int records) {
    output.added(step, records);
  }

  protected final void filtered(int step) {
    output.filtered(step);
  }

  /** A step cannot process its input; the row ends here. */
  protected final void failed(int step, Object[] in, DataException error) {
    output.failed(step, in, error);
  }

  /** A field is set to null instead of failing. */
  protected final void nulled(int step) {
    output.nulled(step);
  }

  /**
   * What a table has under a key; null where there is nothing.
   *
   * @param table index in {@link RunSpec#lookups}
   */
  protected final Object[] find(int table, Object[] key) {
    return output.table(table).find(key);
  }

  /** The same where there has to be something. */
  protected final Object[] get(int table, Object[] key) {
    LoadedTable loaded = output.table(table);
    Object[] found = loaded.find(key);
    if (found == null) {
      throw loaded.missing(key);
    }
    return found;
  }

  /** Called behind each step of a timed row. */
  protected final void ended(int step) {
    output.ended(step);
  }
}
