package io.dataflow.service.domain;

import java.util.Optional;

/**
 * The attempts that carry one state on. Begins at create, reset and every explicit {@code from}.
 *
 * @param number counted from 1 over all incarnations
 * @param firstAttempt the lowest attempt number that can belong to it
 * @param origin what its first attempt begins from; empty: without state
 * @param checkpointOrigin its origin where that is a retained checkpoint, found by listing
 */
public record Lineage(
    int number,
    int firstAttempt,
    Optional<RestorePoint> origin,
    Optional<StartFrom.FromCheckpoint> checkpointOrigin) {}
