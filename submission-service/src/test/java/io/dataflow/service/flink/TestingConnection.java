package io.dataflow.service.flink;

import io.dataflow.service.flink.ClusterUnavailableException.Part;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether calls reach the cluster in memory and its store, and answers come back. */
final class TestingConnection {
  private final TestingJobManager jobManager;
  private final Map<String, List<Fault>> nextFaults = new HashMap<>();
  private Function<String, Fault> faults = method -> Fault.NONE;
  private boolean storeUp = true;

  TestingConnection(TestingJobManager jobManager) {
    this.jobManager = jobManager;
  }

  /** Decides about every call by its method's name, after those that {@link #failNext} named. */
  void faults(Function<String, Fault> decision) {
    faults = decision;
  }

  void failNext(String method, Fault fault) {
    nextFaults.computeIfAbsent(method, name -> new ArrayList<>()).add(fault);
  }

  void storeUp(boolean value) {
    storeUp = value;
  }

  boolean isStoreUp() {
    return storeUp;
  }

  /** Of the JobManager. */
  <T> T call(String method, Supplier<T> body) throws ClusterUnavailableException {
    jobManager.settle();
    Fault fault = nextFault(method);
    if (!jobManager.isUp() || (fault != Fault.NONE && fault != Fault.ANSWER_LOST)) {
      throw new ClusterUnavailableException(Part.JOB_MANAGER, "no answer from Flink");
    }
    T answer = body.get();
    if (fault == Fault.ANSWER_LOST) {
      throw new ClusterUnavailableException(Part.JOB_MANAGER, "no answer from Flink");
    }
    return answer;
  }

  /** Of the store itself: it answers whether or not a JobManager is there. */
  <T> T storeCall(String method, Supplier<T> body) throws ClusterUnavailableException {
    jobManager.settle();
    if (!storeUp || nextFault(method) != Fault.NONE) {
      throw new ClusterUnavailableException(Part.CHECKPOINT_STORE, "cannot use mem:/checkpoints");
    }
    return body.get();
  }

  Fault nextFault(String method) {
    List<Fault> named = nextFaults.get(method);
    return named == null || named.isEmpty() ? faults.apply(method) : named.remove(0);
  }
}
