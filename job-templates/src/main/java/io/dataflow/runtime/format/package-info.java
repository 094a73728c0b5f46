/**
 * Records as bytes: decoders that take rows out of csv, json lines and text, encoders that make
 * them, and the inference of a schema from a sample. Shared by all connectors whose systems carry
 * bytes.
 *
 * <p>On task managers, so it imports {@code error}, {@code schema}, {@code record}, {@code
 * connector} and Jackson's streaming core only.
 */
package io.dataflow.runtime.format;
