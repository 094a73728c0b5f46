package io.dataflow.expression;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The type that values of several types have in common. */
final class CommonType {
  private CommonType() {}

  /**
   * The narrowest that all fit into. Arrays, maps and rows must be the same, nullability aside:
   * Calcite would widen what is in them, which no cast does at run time.
   */
  static Optional<RelDataType> of(RelDataTypeFactory factory, List<RelDataType> types) {
    Optional<RelDataType> collection = types.stream().filter(CommonType::isCollection).findFirst();
    boolean differ =
        collection.isPresent()
            && types.stream()
                .anyMatch(type -> !SqlTypeUtil.isNull(type) && !same(collection.get(), type));
    return differ ? Optional.empty() : Optional.ofNullable(factory.leastRestrictive(types));
  }

  static boolean isCollection(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.ARRAY || name == SqlTypeName.MAP || name == SqlTypeName.ROW;
  }

  /** Whether values of both types are carried alike: the same but for nullability at any level. */
  static boolean same(RelDataType a, RelDataType b) {
    if (SqlTypeUtil.isCharacter(a) && SqlTypeUtil.isCharacter(b)) {
      return true;
    }
    if (a.getSqlTypeName() != b.getSqlTypeName()) {
      return false;
    }
    return switch (a.getSqlTypeName()) {
      case ARRAY -> same(a.getComponentType(), b.getComponentType());
      case MAP -> same(a.getKeyType(), b.getKeyType()) && same(a.getValueType(), b.getValueType());
      case ROW -> sameFields(a.getFieldList(), b.getFieldList());
      case DECIMAL -> a.getPrecision() == b.getPrecision() && a.getScale() == b.getScale();
      default -> true;
    };
  }

  private static boolean sameFields(List<RelDataTypeField> a, List<RelDataTypeField> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same =
          a.get(i).getName().equals(b.get(i).getName())
              && same(a.get(i).getType(), b.get(i).getType());
    }
    return same;
  }

  /** Whether every value of a number's type is one of another's, so that a cast never fails. */
  static boolean widens(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    List<SqlTypeName> whole =
        List.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER, SqlTypeName.BIGINT);
    if (target == SqlTypeName.DOUBLE) {
      return whole.contains(source) || source == SqlTypeName.REAL;
    }
    if (target == SqlTypeName.DECIMAL) {
      boolean exact = whole.contains(source) || source == SqlTypeName.DECIMAL;
      return exact
          && from.getScale() <= to.getScale()
          && from.getPrecision() - from.getScale() <= to.getPrecision() - to.getScale();
    }
    return whole.contains(source) && whole.indexOf(source) <= whole.indexOf(target);
  }
}
