/**
 * Functions on JSON texts, as SQL has them. The only part of {@code function} that knows Jackson,
 * whose streaming parser it drives: no tree is built, and a text is read once from the left.
 */
package io.dataflow.function.json;
