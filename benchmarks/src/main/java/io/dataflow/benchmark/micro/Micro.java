package io.dataflow.benchmark.micro;

import java.io.IOException;

/** Runs the JMH benchmarks of this package; takes JMH's own options. */
public final class Micro {
  private Micro() {}

  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
