/**
 * The typed plan becomes a Flink job graph: runs of stateless steps with their generated programs,
 * one translator for each kind of operator, uids, settings. In the service only. May import
 * everything else of this module.
 */
package io.dataflow.compile;
