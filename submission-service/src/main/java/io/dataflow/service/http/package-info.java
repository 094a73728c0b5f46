/**
 * HTTP: parse, one call, render. The only package that knows Spark Java and Jetty; nothing behind
 * it knows HTTP. Imports telemetry, domain, journal, slot, projection, command, flink and preview
 * of the service and error, schema, pipeline, connector and plan of job-templates.
 */
package io.dataflow.service.http;
