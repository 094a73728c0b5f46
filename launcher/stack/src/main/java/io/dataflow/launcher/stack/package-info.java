/**
 * Cassandra, Flink and the submission service as child processes on loopback: the local stack of
 * the command line and the real servers of every module's integration tests.
 *
 * <p>Imports the JDK only. The servers' class paths are folders of jars given as arguments, so that
 * a test or a command line that uses this package never has a server's jars on its own class path.
 */
package io.dataflow.launcher.stack;
