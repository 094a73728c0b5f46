/** Generated records, on Flink's data generator. */
package io.dataflow.connector.core.test;
