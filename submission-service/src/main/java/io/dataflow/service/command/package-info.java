/**
 * From a command to its events: load, decide, append, decide again when somebody was faster.
 * Imports {@code domain} and the three ports. No threads, clocks or random numbers of its own: all
 * are given.
 */
package io.dataflow.service.command;
