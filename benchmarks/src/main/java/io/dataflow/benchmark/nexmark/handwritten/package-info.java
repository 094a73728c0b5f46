/**
 * The queries as somebody writes them who knows Flink's DataStream API and wants them fast: typed
 * POJOs, a parser of its own that makes no strings that a query does not need, narrow tuples before
 * a shuffle, Flink's own windows.
 */
package io.dataflow.benchmark.nexmark.handwritten;
