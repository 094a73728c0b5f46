package io.dataflow.benchmark.nexmark.result;

import java.io.Serializable;

/** How the rows of one query are read. */
public interface ResultFormat<T> extends Serializable {
  void format(T row, ResultLine line);

  default Change change(T row) {
    return Change.PUT;
  }
}
