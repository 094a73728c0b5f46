package io.dataflow.service.domain;

import java.util.UUID;

/**
 * What was asked to run last.
 *
 * @param version the version that is to run
 * @param attempt the newest attempt when it was asked for: later ones serve this start
 */
public record StartIntent(
    UUID requestEventId,
    long sequenceNumber,
    StartFrom from,
    boolean allowNonRestoredState,
    int version,
    int attempt) {}
