/**
 * The queries as Flink SQL, over Flink's own filesystem connector and formats. The only package
 * that knows the table API; runs in a process of its own, and plans the texts of this module only.
 */
package io.dataflow.benchmark.nexmark.sql;
