/**
 * The whole control plane on one thread and a virtual clock: service replicas with the real {@code
 * domain}, {@code command} and {@code orchestration}, over stores and a cluster kept in memory that
 * fail as told. A seed decides everything; {@link io.dataflow.service.simulation.SimulationTest}
 * runs thousands of them. May import everything the service has but {@code http}, {@code cassandra}
 * and the root.
 */
package io.dataflow.service.simulation;
