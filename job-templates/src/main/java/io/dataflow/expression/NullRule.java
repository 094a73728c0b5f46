package io.dataflow.expression;

/** What NULL does to a function. */
public enum NullRule {
  /** NULL if any argument is NULL, else not NULL. */
  NULL_IF_ANY_NULL("NULL if any argument is NULL."),
  /** NULL if any argument is NULL, and for some other arguments, which the description names. */
  NULL_IF_ANY_NULL_OR_NO_RESULT("NULL if any argument is NULL, or as described."),
  /** As the description says. */
  DESCRIBED("");

  private final String text;

  NullRule(String text) {
    this.text = text;
  }

  /** A sentence for the reference; empty where the description says it all. */
  public String text() {
    return text;
  }
}
