/**
 * What can be wrong and how it is said: error codes, located diagnostics. Imports nothing of ours.
 */
package io.dataflow.error;
