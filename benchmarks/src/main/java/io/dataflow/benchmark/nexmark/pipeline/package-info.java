/**
 * The queries as DataFlow's definitions: those of {@code job-templates/templates/nexmark}, with
 * other files to read and another sink. Found by the connector's service registration.
 */
package io.dataflow.benchmark.nexmark.pipeline;
