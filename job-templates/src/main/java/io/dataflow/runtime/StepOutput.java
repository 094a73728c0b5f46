package io.dataflow.runtime;

import io.dataflow.error.DataException;
import io.dataflow.runtime.lookup.LoadedTable;

/** What a {@link StepProgram} tells the operator that runs it. */
interface StepOutput {
  void emit(Object[] values);

  void emitTo(int route, Object[] values);

  void added(int step, int records);

  void filtered(int step);

  void failed(int step, Object[] in, DataException error);

  void nulled(int step);

  LoadedTable table(int table);

  void ended(int step);
}
