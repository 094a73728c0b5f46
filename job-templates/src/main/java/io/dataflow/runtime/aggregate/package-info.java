/**
 * Aggregates: accumulators and how they are folded, kept in state and sent; the operators that hold
 * them by group and window, and the one that aggregates in front of the shuffle. On task managers;
 * may import {@code error, schema, record, function, pipeline, runtime} and {@code runtime.keyed}.
 */
package io.dataflow.runtime.aggregate;
