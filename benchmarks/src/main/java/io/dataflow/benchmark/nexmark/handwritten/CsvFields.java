package io.dataflow.benchmark.nexmark.handwritten;

import java.nio.charset.StandardCharsets;

/** Walks through the values of a csv line; the events hold no quotes. */
final class CsvFields {
  private byte[] line;
  private int position;
  private int end;

  void start(byte[] newLine, int from, int to) {
    line = newLine;
    position = from;
    end = to;
  }

  long nextLong() {
    byte[] bytes = line;
    int at = position;
    long value = 0;
    byte c;
    while (at < end && (c = bytes[at]) != ',') {
      value = value * 10 + (c - '0');
      at++;
    }
    position = at + 1;
    return value;
  }

  String nextText() {
    int from = position;
    int to = next();
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  /** Passes over a value. */
  int next() {
    byte[] bytes = line;
    int at = position;
    while (at < end && bytes[at] != ',') {
      at++;
    }
    position = at + 1;
    return at;
  }

  long nextTime() {
    long millis = Times.parse(line, position);
    position += Times.LENGTH + 1;
    return millis;
  }
}
