/** Records on the task manager's standard output, for people. */
package io.dataflow.connector.core.console;
