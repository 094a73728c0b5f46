/**
 * The door through which sources and sinks come in: what a connector declares and builds, and the
 * registry that finds connectors by {@link java.util.ServiceLoader}. Knows no connector.
 */
package io.dataflow.connector;
