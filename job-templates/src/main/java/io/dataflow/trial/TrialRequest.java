package io.dataflow.trial;

import java.util.List;
import java.util.Map;

/**
 * What a JVM that is started for a trial is asked, as JSON.
 *
 * @param definition the document's text
 * @param yaml whether it is YAML rather than JSON
 * @param tests whether the definition's own tests are run; else it is shown what every step makes
 * @param rows of a preview: source id to rows, each a JSON object or a raw text; null: the first of
 *     what the sources hold
 * @param limit of a preview: rows that are read of each source and shown of each step
 * @param timeoutMillis how long a job may take
 * @param parameters values of <code>${param:NAME}</code>
 * @param fileRoots see {@link io.dataflow.connector.ConnectorPolicy}
 */
public record TrialRequest(
    String definition,
    boolean yaml,
    boolean tests,
    Map<String, List<String>> rows,
    int limit,
    long timeoutMillis,
    Map<String, String> parameters,
    List<String> fileRoots,
    boolean allowLiteralSecrets) {}
