package io.dataflow.benchmark.nexmark.worker;

import org.apache.flink.runtime.jobgraph.JobGraph;

/** A way to write the queries. Implementations have a constructor without arguments. */
public interface Contestant {
  /** What reaches the cluster; making it is not part of what is measured. */
  JobGraph jobGraph(JobRequest request) throws Exception;
}
