package io.dataflow.error;

/**
 * A place in a document.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 */
public record Location(int line, int column) {}
