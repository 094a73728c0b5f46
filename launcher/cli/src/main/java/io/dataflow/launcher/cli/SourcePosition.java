package io.dataflow.launcher.cli;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
record SourcePosition(int line, int column) {}
