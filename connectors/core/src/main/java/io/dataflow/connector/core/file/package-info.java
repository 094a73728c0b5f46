/**
 * Files as a source and as a sink, on Flink's own file connector: it keeps positions and commits;
 * what is ours is the reading of records, the check of paths and the inference of schemas.
 */
package io.dataflow.connector.core.file;
