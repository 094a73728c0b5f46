package io.dataflow.benchmark.nexmark.handwritten;

import java.io.IOException;
import java.io.Serializable;

/** Makes an event of a line without its line break. */
interface LineParser<T> extends Serializable {
  T parse(byte[] line, int from, int to) throws IOException;
}
