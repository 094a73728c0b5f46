/**
 * The command line: starts and ends the local stack, and speaks to a service's REST API. Imports
 * {@code io.dataflow.launcher.stack}, picocli and Jackson; knows the service by its REST contract
 * only.
 */
package io.dataflow.launcher.cli;
