/** JMH benchmarks of what every record goes through: decoding, an expression, encoding. */
package io.dataflow.benchmark.micro;
