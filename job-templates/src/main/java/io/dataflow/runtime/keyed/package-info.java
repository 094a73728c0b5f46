/**
 * Steps with state for each key: what they keep, in which form, and what comes out. Their rows have
 * come through a shuffle, so they own them and may keep them. On task managers; may import {@code
 * error, schema, record, function, pipeline} and {@code runtime}.
 */
package io.dataflow.runtime.keyed;
