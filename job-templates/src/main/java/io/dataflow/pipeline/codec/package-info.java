/**
 * Strict JSON and YAML for pipeline definitions: every finding at once, each with its pointer and
 * its place in the text. The seed's spellings are read by the {@code Legacy*} classes only.
 */
package io.dataflow.pipeline.codec;
