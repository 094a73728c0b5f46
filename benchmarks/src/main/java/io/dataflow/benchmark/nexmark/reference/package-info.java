/** Queries computed in memory, where a plain loop says what the result has to be. */
package io.dataflow.benchmark.nexmark.reference;
