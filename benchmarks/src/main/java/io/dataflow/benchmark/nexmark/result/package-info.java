/**
 * What the jobs of all contestants end in: one sink that counts rows and, for comparisons, writes
 * them as canonical text; and the folding of changes to a final result. Knows Flink's core only.
 */
package io.dataflow.benchmark.nexmark.result;
