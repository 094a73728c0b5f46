package io.dataflow.plan;

import io.dataflow.connector.SamplingException;
import io.dataflow.connector.SchemaSample;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.RecordSchema;
import java.util.Optional;

/**
 * Finds the schema of what is read where the author did not write it.
 *
 * @param name how messages call it
 * @param type the connector's type as written
 * @param pointer where it stands in the document
 */
record SchemaSampling(
    String name, String type, String pointer, SampleMode mode, Diagnostics diagnostics) {
  private static final String EXAMPLE =
      "write the schema, for example \"schema\": {\"id\": \"BIGINT\", \"name\": \"STRING\"}";

  /** A connector's sample. */
  interface Sampler {
    Optional<SchemaSample> sample() throws SamplingException;
  }

  /** The schema, or nothing where a diagnostic says why. */
  Optional<RecordSchema> schema(Sampler sampler) {
    if (mode == SampleMode.STATIC) {
      diagnostics.warning(
          ErrorCode.SCHEMA_NOT_INFERRED,
          pointer,
          "the schema of '" + name + "' is not known yet, so what reads it is not checked",
          EXAMPLE);
      return Optional.empty();
    }
    try {
      Optional<SchemaSample> sample = sampler.sample();
      if (sample.isPresent()) {
        diagnostics.add(
            Diagnostic.info(
                ErrorCode.SCHEMA_INFERRED,
                pointer,
                "the schema of '"
                    + name
                    + "' was inferred from "
                    + sample.get().rowsRead()
                    + (sample.get().rowsRead() == 1 ? " record: " : " records: ")
                    + sample.get().schema()));
        return sample.map(SchemaSample::schema);
      }
      diagnostics.error(
          ErrorCode.SCHEMA_NOT_INFERRED,
          pointer,
          "the schema of a source of type '" + type + "' cannot be inferred",
          EXAMPLE);
    } catch (SamplingException e) {
      diagnostics.error(
          ErrorCode.SCHEMA_NOT_INFERRED, pointer, e.getMessage(), "mend that, or " + EXAMPLE);
    }
    return Optional.empty();
  }
}
