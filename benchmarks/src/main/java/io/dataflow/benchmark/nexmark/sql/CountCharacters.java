package io.dataflow.benchmark.nexmark.sql;

import org.apache.flink.table.functions.ScalarFunction;

/** {@code count_char(text, character)}: the benchmark's one user-defined function. */
public final class CountCharacters extends ScalarFunction {
  private static final long serialVersionUID = 1L;

  /** How often the character occurs; called by generated code. */
  public long eval(String text, String character) {
    char wanted = character.charAt(0);
    long count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        count++;
      }
    }
    return count;
  }
}
