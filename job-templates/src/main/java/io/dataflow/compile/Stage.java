package io.dataflow.compile;

import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.UnionNode;

/** What a plan is cut into: each becomes an operator of its own, or a union of streams. */
sealed interface Stage permits Run, Stage.Keyed, Stage.United {
  /** A step with state, behind the runs that prepare its inputs. */
  record Keyed(KeyedNode node) implements Stage {}

  /** Streams that become one, behind the runs that bring their rows into one layout. */
  record United(UnionNode node) implements Stage {}
}
