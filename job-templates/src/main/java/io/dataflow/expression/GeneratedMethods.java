package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;

/** The methods and constants of one generated class, while it is being written. */
final class GeneratedMethods {
  private final StringBuilder source = new StringBuilder();
  private final List<Object> constants = new ArrayList<>();
  private final Map<Object, Integer> shared = new HashMap<>();
  private final RelDataType nullableBoolean =
      SqlTypes.toSql(SqlTypes.factory(), FieldType.of(ScalarKind.BOOLEAN));
  private int methods;
  private int locals;

  /** A method of its own; local names start anew in each. */
  String method(String returnType, String body) {
    String name = "expression" + methods++;
    source
        .append("private ")
        .append(returnType)
        .append(' ')
        .append(name)
        .append("(Object[] in) {\n")
        .append(body)
        .append("}\n");
    return name;
  }

  int nextLocal() {
    return locals++;
  }

  /** Where the class finds an object that no source can spell safely. */
  String constant(Object value, String javaType) {
    boolean sharable =
        value instanceof String || value instanceof BigDecimal || value instanceof FieldType;
    Integer known = sharable ? shared.get(value) : null;
    if (known == null) {
      known = constants.size();
      constants.add(value);
      if (sharable) {
        shared.put(value, known);
      }
    }
    return "((" + javaType + ") constants[" + known + "])";
  }

  /** The type of conditions that the writers make themselves. */
  RelDataType nullableBoolean() {
    return nullableBoolean;
  }

  String source() {
    return source.toString();
  }

  Object[] constants() {
    return constants.toArray();
  }
}
