/**
 * SQL scalar expressions: Apache Calcite parses, validates and types them, a visitor of ours writes
 * Java from Calcite's row expressions, Janino compiles it. Lives in the service only; what the
 * generated code calls is in {@code function}. May import {@code error}, {@code schema} and {@code
 * function}.
 */
package io.dataflow.expression;
