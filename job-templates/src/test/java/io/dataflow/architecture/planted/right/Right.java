package io.dataflow.architecture.planted.right;

import io.dataflow.architecture.planted.left.Left;

/** The other half. */
public record Right(Left left) {}
