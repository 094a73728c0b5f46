/**
 * The port to the Flink cluster and its implementation on flink-clients and Flink's REST. Nothing
 * else in the service knows Flink: its types do not leave this package. Imports job-templates and
 * {@code telemetry}.
 */
package io.dataflow.service.flink;
