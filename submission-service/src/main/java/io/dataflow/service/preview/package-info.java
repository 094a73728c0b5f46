/**
 * Plans run on a sample: each in a JVM of its own, bounded in heap and time, that is killed at its
 * limit. Knows how such a JVM is started and what it answers; may import {@code telemetry} only.
 */
package io.dataflow.service.preview;
