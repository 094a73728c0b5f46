/**
 * What a record looks like: field types, record schemas and their text format. Imports {@code
 * error} only.
 */
package io.dataflow.schema;
