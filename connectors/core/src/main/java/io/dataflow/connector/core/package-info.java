/**
 * The connectors that need nothing but Flink: files, the console and generated test data, a package
 * each. They import job-templates' {@code connector}, {@code error}, {@code schema}, {@code
 * record}, {@code pipeline} and {@code runtime.format}, and not one another.
 */
package io.dataflow.connector.core;
