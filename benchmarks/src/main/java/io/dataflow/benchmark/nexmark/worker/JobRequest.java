package io.dataflow.benchmark.nexmark.worker;

import io.dataflow.benchmark.nexmark.event.EventFormat;
import java.nio.file.Path;

/**
 * One run of a query.
 *
 * @param query {@code q0} to {@code q22}
 * @param data the folder of the events
 * @param output an empty folder for the results
 */
public record JobRequest(
    String query, EventFormat format, SinkMode sink, Path data, Path output, int parallelism) {

  /** A file of the events. */
  public Path file(String name) {
    return data.resolve(name + "." + format.extension());
  }
}
