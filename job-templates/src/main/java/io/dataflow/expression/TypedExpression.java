package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * An expression over the fields of a record, checked and typed. A value: two are equal if they have
 * the same canonical text, type and input.
 */
public final class TypedExpression {
  private final String text;
  private final FieldType type;
  private final RecordSchema input;
  private final RexNode node;
  private final Set<Integer> usedFields;

  TypedExpression(String text, FieldType type, RecordSchema input, RexNode node) {
    this.text = Objects.requireNonNull(text);
    this.type = Objects.requireNonNull(type);
    this.input = Objects.requireNonNull(input);
    this.node = Objects.requireNonNull(node);
    Set<Integer> used = new TreeSet<>();
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef reference) {
            used.add(reference.getIndex());
            return null;
          }
        });
    this.usedFields = java.util.Collections.unmodifiableSet(used);
  }

  /**
   * The expression as SQL, in one spelling: upper-case keywords, single blanks, legacy forms
   * replaced. Compiles to the same expression.
   */
  public String text() {
    return text;
  }

  public FieldType type() {
    return type;
  }

  /** The record that the expression reads. */
  public RecordSchema input() {
    return input;
  }

  /** Positions in {@link #input()} that the expression reads, ascending. */
  public Set<Integer> usedFields() {
    return usedFields;
  }

  /** The position of the field that this is, where it is nothing but a field. */
  public OptionalInt field() {
    return node instanceof RexInputRef reference
        ? OptionalInt.of(reference.getIndex())
        : OptionalInt.empty();
  }

  RexNode node() {
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypedExpression that
        && text.equals(that.text)
        && type.equals(that.type)
        && input.equals(that.input);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, type, input);
  }

  @Override
  public String toString() {
    return text + " : " + type;
  }
}
