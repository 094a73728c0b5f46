package io.dataflow.service.http;

/**
 * Who sends a request.
 *
 * @param name the actor of the events that follow
 */
record Caller(String name, Role role) {
  /** Where no tokens are configured, who reaches the loopback port may do everything. */
  static final Caller LOCAL = new Caller("local", Role.ADMIN);
}
