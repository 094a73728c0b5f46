package io.dataflow.benchmark.nexmark.result;

/** What a row does to the result. */
public enum Change {
  /** It is there, in place of an earlier one with the same key where the result has a key. */
  PUT('+'),
  /** It is no longer there. */
  REMOVE('-');

  private final char sign;

  Change(char sign) {
    this.sign = sign;
  }

  char sign() {
    return sign;
  }
}
