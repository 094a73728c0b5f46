package io.dataflow.service.flink;

/** Task slots of the cluster and Flink's version text. */
public record ClusterCapacity(
    int freeSlots, int totalSlots, int taskManagers, String flinkVersion) {}
