/**
 * The three ports {@code journal}, {@code slot} and {@code projection} on Cassandra: the only
 * package that imports its driver. {@link io.dataflow.service.cassandra.CassandraStore} is the way
 * in; nothing else here is public but its settings.
 */
package io.dataflow.service.cassandra;
