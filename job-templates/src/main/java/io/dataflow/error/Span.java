package io.dataflow.error;

/**
 * A stretch of an expression's text.
 *
 * @param line 1-based line inside the expression
 * @param column 1-based, in UTF-16 units
 * @param length in UTF-16 units, at least 1
 */
public record Span(int line, int column, int length) {}
