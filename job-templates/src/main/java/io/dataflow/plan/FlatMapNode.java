package io.dataflow.plan;

import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A row for each element of a value.
 *
 * @param elements the value: of type ARRAY, MAP or STRING
 * @param delimiter what separates the elements of a STRING; empty of other types
 * @param trim whether the parts of a STRING are trimmed and empty ones left out
 * @param flattened whether an element is a row whose values are added one by one: {@link
 *     MappedField.Added} counts them; else position 0 is the element. The position behind the last
 *     one is the element's index, from 0.
 * @param elementFields how many positions the element has
 * @param keepEmpty whether a row without elements goes on with nulls in their place
 * @param projectedSchema the fields that are needed behind it
 * @param fields one for each field of {@code outputSchema}, in its order
 */
public record FlatMapNode(
    String id,
    String input,
    TypedExpression elements,
    Optional<String> delimiter,
    boolean trim,
    boolean flattened,
    int elementFields,
    boolean keepEmpty,
    RecordSchema outputSchema,
    RecordSchema projectedSchema,
    ChangeMode outputMode,
    boolean eventTime,
    List<MappedField> fields,
    ErrorPolicy onError)
    implements PlanNode {
  public FlatMapNode {
    fields = List.copyOf(fields);
  }

  @Override
  public String kind() {
    return "flatmap";
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  public boolean ofMap() {
    return elements.type() instanceof FieldType.Dictionary;
  }

  @Override
  public BitSet reads(int input, BitSet neededOutput) {
    BitSet positions = MappedField.reads(neededOutput.stream().mapToObj(fields::get).toList());
    elements.usedFields().forEach(positions::set);
    return positions;
  }

  @Override
  public FlatMapNode withProjection(RecordSchema projected) {
    return new FlatMapNode(
        id,
        input,
        elements,
        delimiter,
        trim,
        flattened,
        elementFields,
        keepEmpty,
        outputSchema,
        projected,
        outputMode,
        eventTime,
        fields,
        onError);
  }
}
