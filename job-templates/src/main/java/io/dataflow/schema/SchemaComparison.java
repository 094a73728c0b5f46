package io.dataflow.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an edit did to a schema, field by field and by name: stored values of a field that is the
 * same or wider can go on, an added one is NULL, a removed one is dropped. So an added field that
 * is NOT NULL is incompatible.
 */
public record SchemaComparison(RecordSchema before, RecordSchema after, List<FieldChange> changes) {
  /** What became of one field. */
  public enum Change {
    SAME,
    ADDED,
    REMOVED,
    /** Every value of the old type has exactly one equal value of the new. */
    WIDENED,
    INCOMPATIBLE
  }

  /** One field of either schema. */
  public record FieldChange(
      String name, Change change, Optional<FieldType> before, Optional<FieldType> after) {}

  public SchemaComparison {
    changes = List.copyOf(changes);
  }

  public static SchemaComparison of(RecordSchema before, RecordSchema after) {
    List<FieldChange> changes = new ArrayList<>();
    for (Field field : after.fields()) {
      Optional<FieldType> old = before.field(field.name()).map(Field::type);
      changes.add(
          new FieldChange(
              field.name(),
              old.map(type -> compare(type, field.type()))
                  .orElse(field.type().nullable() ? Change.ADDED : Change.INCOMPATIBLE),
              old,
              Optional.of(field.type())));
    }
    for (Field field : before.fields()) {
      if (after.indexOf(field.name()) < 0) {
        changes.add(
            new FieldChange(
                field.name(), Change.REMOVED, Optional.of(field.type()), Optional.empty()));
      }
    }
    return new SchemaComparison(before, after, changes);
  }

  /**
   * The same for stored records that are found again by all their values: what is added, also
   * within a field, is incompatible, since who looks for a record knows a value where it has none.
   */
  public SchemaComparison byValue() {
    return new SchemaComparison(
        before,
        after,
        changes.stream()
            .map(
                change ->
                    adds(change)
                        ? new FieldChange(
                            change.name(), Change.INCOMPATIBLE, change.before(), change.after())
                        : change)
            .toList());
  }

  private static boolean adds(FieldChange change) {
    return change.before().isEmpty()
        || change.after().filter(type -> adds(change.before().get(), type)).isPresent();
  }

  private static boolean adds(FieldType before, FieldType after) {
    if (before instanceof FieldType.Array left && after instanceof FieldType.Array right) {
      return adds(left.element(), right.element());
    } else if (before instanceof FieldType.Dictionary left
        && after instanceof FieldType.Dictionary right) {
      return adds(left.value(), right.value());
    }
    return before instanceof FieldType.Nested left
        && after instanceof FieldType.Nested right
        && of(left.schema(), right.schema()).changes().stream().anyMatch(SchemaComparison::adds);
  }

  /** Whether stored values can go on under the new schema. */
  public boolean compatible() {
    return changes.stream().noneMatch(change -> change.change() == Change.INCOMPATIBLE);
  }

  /** Whether the bytes of a row are the same: same fields, order and types, nullability aside. */
  public boolean sameLayout() {
    return before.names().equals(after.names())
        && changes.stream()
            .allMatch(
                change -> sameLayout(change.before().orElseThrow(), change.after().orElseThrow()));
  }

  private static boolean sameLayout(FieldType before, FieldType after) {
    if (before instanceof FieldType.Array left && after instanceof FieldType.Array right) {
      return sameLayout(left.element(), right.element());
    } else if (before instanceof FieldType.Dictionary left
        && after instanceof FieldType.Dictionary right) {
      return sameLayout(left.key(), right.key()) && sameLayout(left.value(), right.value());
    } else if (before instanceof FieldType.Nested left && after instanceof FieldType.Nested right) {
      return of(left.schema(), right.schema()).sameLayout();
    }
    return before.sameIgnoringNullability(after);
  }

  private static Change compare(FieldType before, FieldType after) {
    if (before.equals(after)) {
      return Change.SAME;
    }
    boolean refused = before.nullable() && !after.nullable();
    return !refused && widens(before, after) ? Change.WIDENED : Change.INCOMPATIBLE;
  }

  private static boolean widens(FieldType before, FieldType after) {
    if (before instanceof FieldType.Scalar left) {
      return widens(left.kind(), after);
    } else if (before instanceof FieldType.Decimal left
        && after instanceof FieldType.Decimal right) {
      return right.scale() >= left.scale()
          && right.precision() - right.scale() >= left.precision() - left.scale();
    } else if (before instanceof FieldType.Array left && after instanceof FieldType.Array right) {
      return goesOn(compare(left.element(), right.element()));
    } else if (before instanceof FieldType.Dictionary left
        && after instanceof FieldType.Dictionary right) {
      return left.key().equals(right.key()) && goesOn(compare(left.value(), right.value()));
    } else if (before instanceof FieldType.Nested left && after instanceof FieldType.Nested right) {
      return of(left.schema(), right.schema()).compatible();
    }
    return false;
  }

  private static boolean widens(ScalarKind before, FieldType after) {
    if (after instanceof FieldType.Decimal decimal) {
      return digits(before) > 0 && decimal.precision() - decimal.scale() >= digits(before);
    } else if (!(after instanceof FieldType.Scalar scalar)) {
      return false;
    } else {
      ScalarKind kind = scalar.kind();
      return before == kind
          || (digits(before) > 0 && digits(kind) >= digits(before))
          || (before == ScalarKind.FLOAT && kind == ScalarKind.DOUBLE);
    }
  }

  /** Decimal digits that hold every value of a whole-number type; 0 for the others. */
  private static int digits(ScalarKind kind) {
    return switch (kind) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INT -> 10;
      case BIGINT -> 19;
      default -> 0;
    };
  }

  private static boolean goesOn(Change change) {
    return change == Change.SAME || change == Change.WIDENED;
  }
}
