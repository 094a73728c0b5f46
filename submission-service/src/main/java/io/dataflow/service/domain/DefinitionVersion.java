package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * @param version counted from 1 in each incarnation
 * @param rolledBackTo the version whose definition this one repeats
 */
public record DefinitionVersion(
    int version, Instant time, Definition definition, Optional<Integer> rolledBackTo) {}
