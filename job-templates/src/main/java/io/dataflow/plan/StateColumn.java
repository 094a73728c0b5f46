package io.dataflow.plan;

import io.dataflow.schema.FieldType;

/**
 * A value that a step keeps for each key.
 *
 * @param name for people, the field that it becomes ({@code total})
 * @param meaning in a canonical spelling ({@code SUM(amount)}): what it is found by in state
 * @param type of what is kept: stored values of a narrower type go on
 */
public record StateColumn(String name, String meaning, FieldType type) {}
