/**
 * JSON texts: functions on them, as SQL has them, and values written as text, for functions and
 * formats alike. The only part of {@code function} that knows Jackson, whose streaming parser it
 * drives: no tree is built, and a text is read once from the left.
 */
package io.dataflow.function.json;
