package io.dataflow.service.flink;

/**
 * @param slots task slots that the job takes while it runs
 * @param bounded its input ends: the job finishes by itself
 */
public record JobRequirements(int slots, boolean bounded) {}
