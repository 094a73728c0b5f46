/**
 * What the service tells about itself: meters, the state of what it depends on, and the keys of a
 * log line. Imports nothing of ours.
 */
package io.dataflow.service.telemetry;
