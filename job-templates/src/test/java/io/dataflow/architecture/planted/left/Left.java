package io.dataflow.architecture.planted.left;

import io.dataflow.architecture.planted.right.Right;

/** Half of a cycle that the architecture test has to find. */
public record Left(Right right) {}
