/**
 * Making Flink agree with what people asked for: {@link
 * io.dataflow.service.orchestration.JobObserver} looks, {@link
 * io.dataflow.service.orchestration.JobReconciler} compares, {@link
 * io.dataflow.service.orchestration.PipelineDriver} acts and records, {@link
 * io.dataflow.service.orchestration.SlotOwner} says for which pipelines and when. Imports {@code
 * domain}, {@code journal}, {@code slot}, {@code projection}, {@code command}, {@code flink}. Apart
 * from {@link io.dataflow.service.orchestration.ControlLoop} there is no thread, clock or random
 * number of its own here: all are given, and every step returns.
 */
package io.dataflow.service.orchestration;
