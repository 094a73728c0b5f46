/**
 * Flink's Prometheus reporter, bound to loopback. It lives in Flink's package because the metric
 * registry of Flink's reporter is visible only there; imports Flink's metrics and the Prometheus
 * client that Flink's reporter carries.
 */
package org.apache.flink.metrics.prometheus;
