/**
 * Tables that runs look things up in: read when a task opens, held in memory, found by key; and the
 * connector of tables that stand in the definition itself. Imports what {@code runtime} may, but
 * not {@code runtime} itself.
 */
package io.dataflow.runtime.lookup;
