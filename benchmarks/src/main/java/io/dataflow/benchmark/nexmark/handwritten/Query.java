package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.result.ResultFormat;
import org.apache.flink.streaming.api.datastream.DataStream;

/** One query: its dataflow, and how its results are read. */
interface Query<T> extends ResultFormat<T> {
  DataStream<T> build(Inputs inputs);
}
