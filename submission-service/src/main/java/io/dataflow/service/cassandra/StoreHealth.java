package io.dataflow.service.cassandra;

/**
 * Whether the store answers.
 *
 * @param message its version, or what is waited for
 */
public record StoreHealth(boolean available, String message) {}
