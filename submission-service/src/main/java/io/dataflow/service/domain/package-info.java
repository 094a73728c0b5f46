/**
 * The pipeline as an aggregate: commands, events, the state folded from them, and {@link
 * io.dataflow.service.domain.Lifecycle} with every rule of what may be asked when. Pure functions
 * of values; imports only the JDK and {@code io.dataflow.error}.
 */
package io.dataflow.service.domain;
